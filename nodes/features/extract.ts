/** Features of every track: measured one by one. How: src/music/audio/measure-track.ts. */
import * as Effect from "effect/Effect"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { files } from "../../src/dataflow/kind/files.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { tensor } from "../../src/dataflow/kind/tensor.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { BadAudio } from "../../src/music/audio/bad-audio.ts"
import { cutOf, soundKey, soundName } from "../../src/music/audio/cut.ts"
import { SYSTEM_FFMPEG } from "../../src/music/audio/ffmpeg.ts"
import { measureTrack } from "../../src/music/audio/measure-track.ts"
import { MEL_STATISTIC_NAMES } from "../../src/music/audio/mel-statistics.ts"
import { soundOf } from "../../src/music/audio/sound-of.ts"
import { ExtractParams } from "../row/extract-params.ts"
import { SoundRow } from "../row/sound-row.ts"
import { TrackFile } from "../row/track-file.ts"

/**
 * @example
 * ```ts
 * import { extract } from "partita/nodes/features"
 * function* part({ tracks, audio }: Parameters<typeof extract>[0]) {
 *   const { features, melStatistics, logMel, sound } = yield* extract({ tracks, audio }, {
 *     profile: "librosa", excerptSec: 30
 *   })
 *   return { features, melStatistics, logMel, sound }
 * }
 * ```
 */
export const extract = /*#__PURE__*/ Node.map("extract", {
  over: "tracks",
  itemKey: soundKey,
  itemName: soundName,
  itemNoun: "track",
  byReference: ["audio"],
  attach: ["id"],
  quarantine: ["BadAudio", "FileChanged"],
  params: ExtractParams,
  /** Decodes AAC, M4A, AC-3, WebM, AVI and what else is not understood; set to nothing, it decodes none of it. */
  env: ["PIPELINE_FFMPEG?"],
  inputs: { tracks: table(TrackFile), audio: files },
  outputs: {
    features: vectors("feature"),
    melStatistics: vectors("mel statistic"),
    logMel: tensor(["track", "mel", "frame"]),
    /** Of the whole track, not of the excerpt. */
    sound: table(SoundRow)
  },
  run: Effect.fnUntraced(function*({ env, inputs, item, params }) {
    const file = yield* inputs.audio.openByDigest(item.digest)
    const { features, sound, square, statistics } = yield* attempt(
      () =>
        measureTrack(soundOf(file), "the file", {
          ...params,
          cut: cutOf(item),
          ffmpeg: env.PIPELINE_FFMPEG ?? SYSTEM_FFMPEG
        }),
      BadAudio
    )
    return {
      features,
      melStatistics: { names: MEL_STATISTIC_NAMES, values: statistics },
      logMel: { shape: [128, 128] as const, data: Float32Array.from(square.data) },
      sound: [{ ...sound, loudnessDb: Number.isFinite(sound.loudnessDb) ? sound.loudnessDb : null }]
    }
  })
})
