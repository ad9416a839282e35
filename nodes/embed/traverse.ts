/**
 * Points along each latent while the others stay at the centre of the tracks. Next: nodes/embed/decode.ts, which shows
 * what a latent does. Source: Higgins et al. 2017, β-VAE, §4.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { latentPoints } from "../../src/learn/model/latent-points.ts"

/**
 * @example
 * ```ts
 * import { traverse } from "partita/nodes/embed"
 * function* part({ latents }: Parameters<typeof traverse>[0]) {
 *   const { points } = yield* traverse({ latents }, { steps: 7, reach: 2 })
 *   return { points }
 * }
 * ```
 */
export const traverse = /*#__PURE__*/ Node.make("traverse", {
  params: Schema.Struct({
    /** Points per latent, from -reach to reach standard deviations of the tracks' latents around their mean. */
    steps: Schema.Int.check(Schema.isGreaterThan(1)),
    reach: Schema.Finite.check(Schema.isGreaterThan(0))
  }),
  inputs: { latents: vectors("latent") },
  outputs: { points: vectors("latent") },
  run: Effect.fnUntraced(function*({ inputs, params: { reach, steps } }) {
    const { matrix: { cols, data, rows }, names } = yield* inputs.latents.load
    const columns = Array.from(
      { length: cols },
      (_, j) => Float64Array.from({ length: rows }, (_, i) => data[i * cols + j]!)
    )
    const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / rows)
    const spreads = columns.map((column, j) =>
      Math.sqrt(column.reduce((sum, value) => sum + (value - means[j]!) ** 2, 0) / rows)
    )
    const points = names.flatMap((name, j) =>
      Array.from({ length: steps }, (_, step) => {
        const deviations = reach * (2 * step / (steps - 1) - 1)
        return { id: `${name} ${deviations.toFixed(2)}`, z: means.with(j, means[j]! + deviations * spreads[j]!) }
      })
    )
    return { points: latentPoints(cols, points) }
  })
})
