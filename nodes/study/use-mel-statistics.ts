/** Mel statistics of tracks as their features, for studies that have no others. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"

/**
 * @example
 * ```ts
 * import { useMelStatistics } from "partita/nodes/study"
 * function* part({ melStatistics }: Parameters<typeof useMelStatistics>[0]) {
 *   const { features } = yield* useMelStatistics({ melStatistics }, {})
 *   return { features }
 * }
 * ```
 */
export const useMelStatistics = /*#__PURE__*/ Node.make("use-mel-statistics", {
  params: Schema.Struct({}),
  inputs: { melStatistics: vectors("mel statistic") },
  outputs: { features: vectors("feature") },
  run: Effect.fnUntraced(function*({ inputs }) {
    return { features: yield* inputs.melStatistics.load }
  })
})
