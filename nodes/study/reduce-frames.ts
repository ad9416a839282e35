/** Principal components of pictures as they are. Maths: src/learn/projection/pca.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { tensor } from "../../src/dataflow/kind/tensor.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { pca } from "../../src/learn/projection/pca.ts"

/**
 * @example
 * ```ts
 * import { reduceFrames } from "partita/nodes/study"
 * function* part({ pictures, tracks }: Parameters<typeof reduceFrames>[0]) {
 *   const { components } = yield* reduceFrames({ pictures, tracks }, { components: 128 })
 *   return { components }
 * }
 * ```
 */
export const reduceFrames = /*#__PURE__*/ Node.make("reduce-frames", {
  /** As many components as there are tracks at most: those are all that tracks can differ in. */
  params: Schema.Struct({ components: Param.positiveInt }),
  inputs: { pictures: tensor(["track", "mel", "frame"]), tracks: table(Schema.Struct({ id: Schema.String })) },
  outputs: { components: vectors("component") },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const ids = (yield* inputs.tracks.rows).map(({ id }) => id)
    const { data, shape: [rows = 0, height = 0, width = 0] } = yield* inputs.pictures.load
    const count = Math.min(params.components, rows, height * width)
    const { explainedVarianceRatio, scores } = pca({ rows, cols: height * width, data: Float64Array.from(data) }, count)
    const total = explainedVarianceRatio.reduce((sum, share) => sum + share, 0)
    report.summary(`${count} components, ${(100 * total).toFixed(0)} % of the variance`)
    const names = Array.from({ length: count }, (_, i) => `pc${i + 1}`)
    return { components: { ids, names, matrix: scores } }
  })
})
