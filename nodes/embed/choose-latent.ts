/**
 * Of points along each latent those along the one that tells most: whose posterior is farthest from the prior. Before:
 * traverse.ts. Next: decode.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { latentPoints } from "../../src/learn/model/latent-points.ts"
import { row } from "../../src/math/matrix.ts"
import { UnusableInput } from "../../src/music/ingest/reader/unusable-input.ts"
import { ChosenLatent } from "../row/chosen-latent.ts"
import { Collapse } from "../row/collapse.ts"

const otherSteps = (given: number, steps: number): UnusableInput =>
  new UnusableInput({
    what: `the points it is given are ${given} along each latent, and its steps are ${steps}`,
    where: "choose-latent",
    hint: Number.isInteger(given)
      ? `set both alike: --set traverse.steps=${given} --set choose-latent.steps=${given}`
      : "give it the points of traverse, and the collapse of the same model"
  })

/**
 * @example
 * ```ts
 * import { chooseLatent } from "partita/nodes/embed"
 * function* part({ points, collapse }: Parameters<typeof chooseLatent>[0]) { // of traverse with 5 steps
 *   const { chosen, points: along } = yield* chooseLatent({ points, collapse }, { steps: 5 })
 *   return { chosen, along }
 * }
 * ```
 */
export const chooseLatent = /*#__PURE__*/ Node.make("choose-latent", {
  /** Points along each latent, as many as those of the traversal: other numbers are refused. */
  params: Schema.Struct({ steps: Param.several }),
  inputs: { points: vectors("latent"), collapse: json(Collapse) },
  outputs: { points: vectors("latent"), chosen: json(ChosenLatent) },
  run: Effect.fnUntraced(function*({ inputs, params: { steps }, report }) {
    const { ids, matrix, names } = yield* inputs.points.load
    const { kl: all, klPerDimension } = yield* inputs.collapse.value
    if (matrix.rows !== steps * names.length) return yield* Effect.fail(otherSteps(matrix.rows / names.length, steps))
    const kl = Math.max(...klPerDimension)
    const at = klPerDimension.indexOf(kl)
    report.summary(`${names[at]}, ${kl.toFixed(2)} of ${all.toFixed(2)} nats`)
    const along = Array.from({ length: steps }, (_, step) => at * steps + step)
    return {
      points: latentPoints(matrix.cols, along.map((i) => ({ id: ids[i]!, z: row(matrix, i) }))),
      chosen: { latent: names[at]!, kl, all }
    }
  })
})
