/** Next to nothing about a track, so that only what an item costs is measured. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../../src/dataflow/dsl/node.ts"
import { table } from "../../../src/dataflow/kind/table.ts"
import { vectors } from "../../../src/dataflow/kind/vectors.ts"
import { ListedTrack } from "./list-tracks.ts"

const names = ["a", "b", "c", "d", "e", "f", "g", "h"]

export const measureTrack = /*#__PURE__*/ Node.map("measure-track", {
  over: "tracks",
  itemKey: (track) => track.digest,
  itemName: (track) => track.id,
  itemNoun: "track",
  attach: ["id"],
  params: Schema.Struct({}),
  inputs: { tracks: table(ListedTrack) },
  outputs: { features: vectors("feature"), lengths: table({ id: Schema.String, length: Schema.Int }) },
  run: ({ item }) =>
    Effect.succeed({
      features: { names, values: names.map((_, i) => item.digest.charCodeAt(i)) },
      lengths: [{ length: item.digest.length }]
    })
})
