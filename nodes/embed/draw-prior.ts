/**
 * Points drawn from the prior, each told every condition in turn: what a conditional model makes of one idea under each
 * class. Next: nodes/embed/decode.ts. Source: Sohn, Lee & Yan 2015.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { latentPoints } from "../../src/learn/model/latent-points.ts"
import { Random } from "../../src/math/random.ts"
import { trainedModel } from "../row/model-config.ts"

/**
 * @example
 * ```ts
 * import { drawPrior } from "partita/nodes/embed"
 * function* part(wires: Parameters<typeof drawPrior>[0]) { // model, condition
 *   const { points, condition } = yield* drawPrior(wires, { draws: 8 })
 *   return { points, condition }
 * }
 * ```
 */
export const drawPrior = /*#__PURE__*/ Node.make("draw-prior", {
  labels: "conditions",
  seeded: true,
  params: Schema.Struct({ draws: Schema.Int.check(Schema.isGreaterThan(0)) }),
  /** `condition` lends the names of the classes. */
  inputs: { model: trainedModel, condition: vectors("condition") },
  outputs: { points: vectors("latent"), condition: vectors("condition") },
  run: Effect.fnUntraced(function*({ inputs, params: { draws }, seed }) {
    const { config: { architecture: { latents } } } = yield* inputs.model.load
    const { names } = yield* inputs.condition.load
    const random = new Random(seed)
    const ideas = Array.from({ length: draws }, () => Float64Array.from({ length: latents }, () => random.normal()))
    const points = ideas.flatMap((z, i) => names.map((name) => ({ id: `${name} #${i + 1}`, z })))
    const data = new Float64Array(points.length * names.length)
    points.forEach((_, i) => data[i * names.length + i % names.length] = 1)
    return {
      points: latentPoints(latents, points),
      condition: {
        ids: points.map(({ id }) => id),
        names,
        matrix: { rows: points.length, cols: names.length, data }
      }
    }
  })
})
