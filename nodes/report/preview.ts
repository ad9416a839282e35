/** A few seconds of each track, as small sound files that a report carries. How: src/music/audio/preview.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { files } from "../../src/dataflow/kind/files.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { BadAudio } from "../../src/music/audio/bad-audio.ts"
import { cutOf, soundKey, soundName } from "../../src/music/audio/cut.ts"
import { previewOf } from "../../src/music/audio/preview.ts"
import { soundOf } from "../../src/music/audio/sound-of.ts"
import { PreviewRow } from "../row/preview-row.ts"
import { TrackFile } from "../row/track-file.ts"

/**
 * @example
 * ```ts
 * import { preview } from "partita/nodes/report"
 * function* part({ tracks, audio }: Parameters<typeof preview>[0]) {
 *   const { previews } = yield* preview({ tracks, audio }, { seconds: 8, kbps: 20 })
 *   return { previews }
 * }
 * ```
 */
export const preview = /*#__PURE__*/ Node.map("preview", {
  labels: "evaluates", // which tracks are heard may depend on their labels; what is heard goes into a page alone
  over: "tracks",
  itemKey: soundKey,
  itemName: soundName,
  itemNoun: "track",
  byReference: ["audio"],
  attach: ["id"],
  quarantine: ["BadAudio", "FileChanged"],
  params: Schema.Struct({
    /** From the middle of the track. */
    seconds: Param.positive,
    /** Thousands of bits a second. */
    kbps: Param.positive
  }),
  /** Decodes AAC, M4A, AC-3, WebM and AVI where it is set. */
  env: ["PIPELINE_FFMPEG?"],
  inputs: { tracks: table(TrackFile), audio: files },
  outputs: { previews: table(PreviewRow) },
  run: Effect.fnUntraced(function*({ env, inputs, item, params }) {
    const sound = soundOf(yield* inputs.audio.openByDigest(item.digest))
    const opus = yield* attempt(
      () => previewOf(sound, "the file", { ...params, cut: cutOf(item), ffmpeg: env.PIPELINE_FFMPEG }),
      BadAudio
    )
    return { previews: [{ opus: Buffer.from(opus).toString("base64") }] }
  })
})
