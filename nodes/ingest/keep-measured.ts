/** The tracks that could be measured, in the order of their features: what everything after extraction is about. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { Track } from "../row/track.ts"

/** Too few tracks to learn anything from. */
export class TooFewMeasured extends Schema.TaggedError<TooFewMeasured>()("TooFewMeasured", {
  measured: Schema.Int,
  found: Schema.Int,
  fewest: Schema.Int
}) {
  get hint() {
    return this.measured < this.found
      ? "see why tracks were set aside, or give more of them"
      : "give more tracks, or start from pipeline easy"
  }
  override get message() {
    return `${this.measured} of ${this.found} tracks could be measured; this pipeline needs at least ${this.fewest}.`
  }
}

/**
 * @example
 * ```ts
 * import { keepMeasured } from "partita/nodes/ingest"
 * function* part(wires: Parameters<typeof keepMeasured>[0]) { // tracks, features
 *   const { tracks } = yield* keepMeasured(wires, { fewest: 12 })
 *   return { tracks }
 * }
 * ```
 */
export const keepMeasured = /*#__PURE__*/ Node.make("keep-measured", {
  labels: "carries",
  params: Schema.Struct({
    /** Fewer tracks stop the pipeline here, before each of its steps refuses them in its own words; none is what scaling refuses. */
    fewest: Param.positiveInt
  }),
  inputs: { tracks: table(Track), features: vectors("feature") },
  outputs: { tracks: table(Track) },
  run: Effect.fnUntraced(function*({ inputs, params: { fewest }, report }) {
    const found = yield* inputs.tracks.rows
    const ids = yield* inputs.features.ids
    if (ids.length > 0 && ids.length < fewest) {
      return yield* new TooFewMeasured({ measured: ids.length, found: found.length, fewest })
    }
    const { tracks } = yield* aligned({ features: ids.map((id) => ({ id })), tracks: found }, { wider: ["tracks"] })
    report.summary(`${ids.length} of ${found.length} tracks`)
    return { tracks }
  })
})
