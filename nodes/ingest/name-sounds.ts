/**
 * Tracks and files under the digests of their sounds, so that what is measured of a file is known by all that is looked at for it:
 * a file with other tags is not measured again. Before: read-tags.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { files, PickedFiles } from "../../src/dataflow/kind/files.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { SoundDigest } from "../row/sound-digest.ts"
import { Track } from "../row/track.ts"

/**
 * @example
 * ```ts
 * import { nameSounds } from "partita/nodes/ingest"
 * function* part(wires: Parameters<typeof nameSounds>[0]) { // tracks, audio, sounds
 *   const { tracks, audio } = yield* nameSounds(wires, {})
 *   return { tracks, audio }
 * }
 * ```
 */
export const nameSounds = /*#__PURE__*/ Node.make("name-sounds", {
  labels: "carries",
  params: Schema.Struct({}),
  inputs: { tracks: table(Track), audio: files, sounds: table(SoundDigest) },
  outputs: { tracks: table(Track), audio: files },
  run: Effect.fnUntraced(function*({ inputs, report }) {
    const { sounds, tracks } = yield* aligned(
      { sounds: yield* inputs.sounds.rows, tracks: yield* inputs.tracks.rows },
      {
        wider: ["tracks"] // a file that went before its tags were read
      }
    )
    const soundOf = new Map(tracks.map(({ path }, i) => [path, sounds[i]!.sound]))
    const picked = yield* inputs.audio.pick([...new Set(tracks.map(({ path }) => path))])
    const entries = picked.entries.map((entry) => {
      const digest = soundOf.get(entry.path)!
      return digest === entry.digest ? entry : { ...entry, digest, bytes: entry.digest }
    })
    const tagged = entries.filter(({ bytes }) => bytes !== undefined).length
    report.summary(`${tagged} of ${entries.length} files hold more than their sound`)
    return {
      tracks: tracks.map((track) => ({ ...track, digest: soundOf.get(track.path)! })),
      audio: new PickedFiles(entries, picked.root)
    }
  })
})
