/** What each cluster sounds like: the features that tell it from all others. Maths: src/learn/metric/clustering/telling-features.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { tellingFeatures } from "../../src/learn/metric/clustering/telling-features.ts"
import { Assignment, clustersIn } from "../row/assignment.ts"
import { ClusterFeatures } from "../row/cluster-features.ts"
import { traitsOf } from "../row/listener-traits.ts"

/**
 * @example
 * ```ts
 * import { describeFeatures } from "partita/nodes/evaluate"
 * function* part({ features, measured, assignments }: Parameters<typeof describeFeatures>[0]) {
 *   const { clusters } = yield* describeFeatures({ features, measured, assignments }, { features: 4 })
 *   return { clusters }
 * }
 * ```
 */
export const describeFeatures = /*#__PURE__*/ Node.make("describe-features", {
  params: Schema.Struct({ features: Param.positiveInt }),
  inputs: {
    features: vectors("feature"),
    /** Raw: words for what is heard are read from the numbers as they were measured. */
    measured: vectors("feature"),
    assignments: table(Assignment)
  },
  outputs: { clusters: json(Schema.Array(ClusterFeatures)) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { assignments, features: { matrix, names }, measured } = yield* aligned({
      features: inputs.features,
      measured: inputs.measured,
      assignments: inputs.assignments
    }, { wider: ["measured"] })
    const numbers = clustersIn(assignments)
    const groups = assignments.map(({ cluster }) => numbers.indexOf(cluster))
    const telling = tellingFeatures(matrix, groups, params.features)
    const heard = traitsOf({ names: measured.names, values: measured.matrix }, groups)
    const clusters = numbers.map((cluster, group) => ({
      cluster,
      features: (telling[group] ?? []).map(({ difference, feature }) => ({ name: names[feature]!, difference })),
      heard: heard[group] ?? []
    }))
    report.summary(`${clusters.filter(({ features }) => features.length > 0).length} of ${clusters.length} told apart`)
    return { clusters }
  })
})
