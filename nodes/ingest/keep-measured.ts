/** The tracks that could be measured, in the order of their features: what everything after extraction is about. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { table } from "../../src/engine/kind/table.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { Track } from "./track.ts"

export const keepMeasured = /*#__PURE__*/ Node.make("keep-measured", {
  labels: "carries",
  params: Schema.Struct({}),
  inputs: { tracks: table(Track), features: vectors("feature") },
  outputs: { tracks: table(Track) },
  run: Effect.fnUntraced(function*({ inputs, report }) {
    const found = yield* inputs.tracks.rows
    const ids = yield* inputs.features.ids
    const byId = new Map(found.map((track) => [track.id, track]))
    report.summary(`${ids.length} of ${found.length} tracks`)
    return { tracks: ids.map((id) => byId.get(id)!) }
  })
})
