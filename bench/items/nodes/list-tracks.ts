/** Tracks that exist only as names and digests, some of them other than before. Next: measure-track.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../../src/dataflow/dsl/node.ts"
import { table } from "../../../src/dataflow/kind/table.ts"
import { Random } from "../../../src/math/random.ts"

/** One track: its name, and the digest of what would be its audio. */
export const ListedTrack = /*#__PURE__*/ Schema.Struct({ id: Schema.String, digest: Schema.String })

export const listTracks = /*#__PURE__*/ Node.make("list-tracks", {
  params: Schema.Struct({
    tracks: Schema.Int,
    /** How many are new in the middle, have other audio, or are gone. */
    added: Schema.Int,
    changed: Schema.Int,
    removed: Schema.Int,
    isShuffled: Schema.Boolean
  }),
  inputs: {},
  outputs: { tracks: table(ListedTrack) },
  run: ({ params: { added, changed, isShuffled, removed, tracks } }) =>
    Effect.sync(() => {
      const middle = tracks >> 1
      const track = (name: string, take: number) => ({ id: name, digest: `audio of ${name}, take ${take}` })
      const listed = Array.from({ length: tracks }, (_, i) =>
        track(`track${i}`, i >= middle && i < middle + changed ? 2 : 1))
      listed.splice(
        middle + 10,
        removed,
        ...Array.from({ length: added }, (_, i) =>
          track(`new${i}`, 1))
      )
      return { tracks: isShuffled ? Array.from(new Random(1).permutation(listed.length), (i) => listed[i]!) : listed }
    })
})
