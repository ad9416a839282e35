/** HDBSCAN on any vectors. Maths: src/learn/cluster/hdbscan.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { finite } from "../../src/dataflow/kind/finite.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { cannotCluster } from "../../src/learn/cluster/cannot-cluster.ts"
import { hdbscan as cluster } from "../../src/learn/cluster/hdbscan.ts"
import { inertiaOf } from "../../src/learn/cluster/inertia.ts"
import { coverageOf } from "../../src/learn/metric/clustering/noise.ts"
import { SureAssignment, sureAssignmentsOf } from "../row/assignment.ts"
import { Coverage, coverageSentence } from "../row/coverage.ts"
import { KChoice } from "../row/k-choice.ts"

const Params = Schema.Struct({
  minClusterSize: Param.several,
  /** Tracks, itself counted, whose farthest sets a track's core distance; null takes `minClusterSize`. */
  minSamples: Schema.NullOr(Param.positiveInt),
  /** Whether all tracks may be one cluster. */
  allowSingleCluster: Schema.Boolean
})

/**
 * @example
 * ```ts
 * import { hdbscan } from "partita/nodes/cluster"
 * function* part({ vectors }: Parameters<typeof hdbscan>[0]) {
 *   const { assignments, choice, coverage } = yield* hdbscan({ vectors }, {
 *     minClusterSize: 8, minSamples: null, allowSingleCluster: false
 *   })
 *   return { assignments, choice, coverage }
 * }
 * ```
 */
export const hdbscan = /*#__PURE__*/ Node.make("hdbscan", {
  params: Params,
  inputs: { vectors: vectors<string>("vector") },
  outputs: { assignments: table(SureAssignment), choice: json(KChoice), coverage: json(Coverage) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { ids, matrix } = yield* finite("HDBSCAN", inputs.vectors)
    const options = { ...params, minSamples: params.minSamples ?? params.minClusterSize }
    const found = yield* attempt(() => cluster(matrix, options), RangeError, cannotCluster("HDBSCAN", matrix.rows))
    report.summary(coverageSentence(found.labels))
    return {
      assignments: sureAssignmentsOf(ids, found.labels, found.probabilities),
      choice: {
        k: found.clusters,
        rule: "the longest persistence over densities",
        inertia: inertiaOf(matrix, found.labels),
        candidates: []
      },
      coverage: coverageOf(found.labels)
    }
  })
})
