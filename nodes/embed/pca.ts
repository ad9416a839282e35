/** Principal components: the linear baseline every VAE is measured against. Maths: src/learn/projection/pca.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { pca as fitPca } from "../../src/learn/projection/pca.ts"

/** More components than the data can have. */
export class TooManyComponents extends Schema.TaggedError<TooManyComponents>()("TooManyComponents", {
  components: Schema.Int,
  tracks: Schema.Int,
  features: Schema.Int
}) {
  get hint() {
    return "--set pca.components=<fewer>"
  }
  override get message() {
    return `${this.components} principal components need at least as many tracks and features; ` +
      `there are ${this.tracks} tracks of ${this.features} features.`
  }
}

/**
 * @example
 * ```ts
 * import { pca } from "partita/nodes/embed"
 * function* part({ features }: Parameters<typeof pca>[0]) {
 *   const { components, explained } = yield* pca({ features }, { components: 2 })
 *   return { components, explained }
 * }
 * ```
 */
export const pca = /*#__PURE__*/ Node.make("pca", {
  params: Schema.Struct({ components: Schema.Int.check(Schema.isGreaterThan(0)) }),
  inputs: { features: vectors("feature") },
  outputs: { components: vectors("component"), explained: json(Schema.Array(Schema.Number)) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { ids, matrix } = yield* inputs.features.load
    const { components } = params
    if (components > Math.min(matrix.rows, matrix.cols)) {
      return yield* new TooManyComponents({ components, tracks: matrix.rows, features: matrix.cols })
    }
    const { explainedVarianceRatio, scores } = fitPca(matrix, components)
    const explained = Array.from(explainedVarianceRatio)
    const total = explained.reduce((sum, share) => sum + share, 0)
    report.summary(`${components} components, ${(100 * total).toFixed(0)} % of the variance`)
    const names = explained.map((_, i) => `pc${i + 1}`)
    return { components: { ids, names, matrix: scores }, explained }
  })
})
