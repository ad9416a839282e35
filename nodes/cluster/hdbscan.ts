/** HDBSCAN on any vectors. Maths: src/cluster/hdbscan.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { hdbscan as cluster } from "../../src/cluster/hdbscan.ts"
import { inertiaOf } from "../../src/cluster/inertia.ts"
import { coverageOf } from "../../src/cluster/noise.ts"
import { json } from "../../src/engine/kind/json.ts"
import { table } from "../../src/engine/kind/table.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { SureAssignment, sureAssignmentsOf } from "./assignment.ts"
import { clustering } from "./cannot-cluster.ts"
import { Coverage, coverageSentence } from "./coverage.ts"
import { finiteVectors } from "./finite-vectors.ts"
import { KChoice } from "./k-choice.ts"

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
