/** Principal components of pictures as a model is shown them, so that both start from the same. Maths: src/learn/projection/pca.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { pca } from "../../src/learn/projection/pca.ts"
import { shownBy, view } from "../row/view.ts"

/**
 * @example
 * ```ts
 * import { reducePictures } from "partita/nodes/embed"
 * function* part({ view }: Parameters<typeof reducePictures>[0]) {
 *   const { components } = yield* reducePictures({ view }, { components: 32 })
 *   return { components }
 * }
 * ```
 */
export const reducePictures = /*#__PURE__*/ Node.make("reduce-pictures", {
  /** As many components as there are tracks at most. */
  params: Schema.Struct({ components: Param.positiveInt }),
  inputs: { view: view("pictures") },
  outputs: { components: vectors("component") },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { data: { x }, ids } = yield* shownBy(inputs.view)
    const data = new Float64Array(x.rows * x.cols)
    const one = new Float32Array(x.cols)
    for (let row = 0; row < x.rows; row++) {
      x.copy([row], one, 0)
      data.set(one, row * x.cols)
    }
    const count = Math.min(params.components, x.rows, x.cols)
    const { explainedVarianceRatio, scores } = pca({ rows: x.rows, cols: x.cols, data }, count)
    const total = explainedVarianceRatio.reduce((sum, share) => sum + share, 0)
    report.summary(`${count} components, ${(100 * total).toFixed(0)} % of the variance`)
    const names = Array.from({ length: count }, (_, i) => `pc${i + 1}`)
    return { components: { ids, names, matrix: scores } }
  }, Effect.scoped)
})
