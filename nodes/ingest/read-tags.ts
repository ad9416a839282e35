/**
 * What the tags of every file say and which sound is left without them, read once per file. How:
 * src/music/ingest/reader/tags.ts, src/music/audio/sound-of.ts. Next: name-sounds.ts, apply-tags.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { files } from "../../src/dataflow/kind/files.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { soundDigest } from "../../src/music/audio/sound-of.ts"
import { readTags as read } from "../../src/music/ingest/reader/tags.ts"
import { SoundDigest } from "../row/sound-digest.ts"
import { TagRow } from "../row/tag-row.ts"
import { TrackFile } from "../row/track-file.ts"

/**
 * @example
 * ```ts
 * import { readTags } from "partita/nodes/ingest"
 * function* part({ tracks, audio }: Parameters<typeof readTags>[0]) {
 *   const { sounds, tags } = yield* readTags({ tracks, audio }, {})
 *   return { sounds, tags }
 * }
 * ```
 */
export const readTags = /*#__PURE__*/ Node.map("read-tags", {
  labels: "carries",
  over: "tracks",
  itemKey: (track) => track.digest,
  itemName: (track) => track.path,
  itemNoun: "track",
  byReference: ["audio"],
  attach: ["id"],
  quarantine: ["FileChanged"],
  params: Schema.Struct({}),
  inputs: { tracks: table(TrackFile), audio: files },
  outputs: { tags: table(TagRow), sounds: table(SoundDigest) },
  run: Effect.fnUntraced(function*({ inputs, item }) {
    const file = yield* inputs.audio.openByDigest(item.digest)
    const tags = yield* Effect.promise(() => read(file))
    return {
      sounds: [{ sound: soundDigest(file) }],
      tags: [{ ...tags, genres: tags.genres.length === 0 ? null : tags.genres.join("; ") }]
    }
  })
})
