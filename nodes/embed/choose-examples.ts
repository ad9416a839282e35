/**
 * Tracks to show reconstructions of, from the best to the worst reconstructed in even steps, so that no one can choose
 * the pretty ones. Next: nodes/embed/decode.ts. One of each label: choose-per-label.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { latentPoints } from "../../src/learn/model/latent-points.ts"
import { TrackError } from "../row/track-error.ts"

/**
 * @example
 * ```ts
 * import { chooseExamples } from "partita/nodes/embed"
 * function* part({ latents, errors }: Parameters<typeof chooseExamples>[0]) {
 *   const { points } = yield* chooseExamples({ latents, errors }, { count: 6 })
 *   return { points }
 * }
 * ```
 */
export const chooseExamples = /*#__PURE__*/ Node.make("choose-examples", {
  /** One is the track of the median error. */
  params: Schema.Struct({ count: Param.positiveInt }),
  inputs: { latents: vectors("latent"), errors: table(TrackError) },
  outputs: { points: vectors("latent") },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { ids, matrix: { cols, data } } = yield* inputs.latents.load
    const errors = yield* inputs.errors.rows
    const order = errors.map(({ error, id }) => ({ error, row: ids.indexOf(id) })).sort((a, b) =>
      a.error - b.error || a.row - b.row
    )
    const count = Math.min(params.count, order.length)
    const chosen = count === 1
      ? [order[(order.length - 1) >> 1]!]
      : Array.from({ length: count }, (_, i) => order[Math.round(i * (order.length - 1) / (count - 1))]!)
    const which = count === 1 ? "track, the median one" : "tracks, from best to worst"
    report.summary(`${count} of ${ids.length} ${which}`)
    return {
      points: latentPoints(
        cols,
        chosen.map(({ row }) => ({ id: ids[row]!, z: data.subarray(row * cols, (row + 1) * cols) }))
      )
    }
  })
})
