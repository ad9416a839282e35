/** HDBSCAN on any vectors. Maths: src/learn/cluster/hdbscan.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { hdbscan as cluster } from "../../src/learn/cluster/hdbscan.ts"
import { inertiaOf } from "../../src/learn/cluster/inertia.ts"
import { coverageOf } from "../../src/learn/metric/clustering/noise.ts"
import { SureAssignment, sureAssignmentsOf } from "../row/assignment.ts"
import { Coverage, coverageSentence } from "../row/coverage.ts"
import { KChoice } from "../row/k-choice.ts"
import { clustering } from "./cannot-cluster.ts"
import { finiteVectors } from "./finite-vectors.ts"

const Params = Schema.Struct({
  minClusterSize: Schema.Int.check(Schema.isGreaterThan(1)),
  /** Tracks, itself counted, whose farthest sets a track's core distance; null takes `minClusterSize`. */
  minSamples: Schema.NullOr(Schema.Int.check(Schema.isGreaterThan(0))),
  /** Whether all tracks may be one cluster. */
  allowSingleCluster: Schema.Boolean
})

export const hdbscan = /*#__PURE__*/ Node.make("hdbscan", {
  params: Params,
  inputs: { vectors: vectors<string>("vector") },
  outputs: { assignments: table(SureAssignment), choice: json(KChoice), coverage: json(Coverage) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { ids, matrix } = yield* finiteVectors("HDBSCAN", inputs.vectors)
    const options = { ...params, minSamples: params.minSamples ?? params.minClusterSize }
    const found = yield* clustering("HDBSCAN", matrix.rows, () => cluster(matrix, options))
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
