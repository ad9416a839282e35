/** What each cluster sounds like: the features that tell it from all others. Maths: src/learn/metric/clustering/telling-features.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { tellingFeatures } from "../../src/learn/metric/clustering/telling-features.ts"
import { Assignment } from "../row/assignment.ts"

/** `difference` in standard deviations, positive where the cluster has more of it than other tracks. */
export const ClusterFeatures = Schema.Struct({
  cluster: Schema.Int,
  features: Schema.Array(Schema.Struct({ name: Schema.String, difference: Schema.Number }))
})

export const describeFeatures = /*#__PURE__*/ Node.make("describe-features", {
  params: Schema.Struct({ features: Schema.Int.check(Schema.isGreaterThan(0)) }),
  inputs: { features: vectors("feature"), assignments: table(Assignment) },
  outputs: { clusters: json(Schema.Array(ClusterFeatures)) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { ids, matrix, names } = yield* inputs.features.load
    const clusterOf = new Map((yield* inputs.assignments.rows).map(({ cluster, id }) => [id, cluster]))
    const numbers = [...new Set(clusterOf.values())].filter((cluster) => cluster >= 0).sort((a, b) => a - b)
    const groups = ids.map((id) => numbers.indexOf(clusterOf.get(id) ?? -1))
    const telling = tellingFeatures(matrix, groups, params.features)
    const clusters = numbers.map((cluster, group) => ({
      cluster,
      features: (telling[group] ?? []).map(({ difference, feature }) => ({ name: names[feature]!, difference }))
    }))
    report.summary(`${clusters.filter(({ features }) => features.length > 0).length} of ${clusters.length} told apart`)
    return { clusters }
  })
})
