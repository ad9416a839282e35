/** DBSCAN on any vectors, its radius given or taken from the k-distance knee. Maths: src/learn/cluster/dbscan.ts. */
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
import { type Dbscan, dbscan as cluster, kDistanceKnee } from "../../src/learn/cluster/dbscan.ts"
import { inertiaOf } from "../../src/learn/cluster/inertia.ts"
import { coverageOf } from "../../src/learn/metric/clustering/noise.ts"
import type { Matrix } from "../../src/math/matrix.ts"
import { SureAssignment, sureAssignmentsOf } from "../row/assignment.ts"
import { Coverage, coverageSentence } from "../row/coverage.ts"
import { Density } from "../row/density.ts"
import { KChoice } from "../row/k-choice.ts"

const Params = Schema.Struct({
  /** Largest distance between neighbours, or "knee": of the sorted distances to the `minSamples`-th nearest track. */
  eps: Schema.Union([Schema.Literal("knee"), Param.positive]),
  /** Tracks within `eps`, itself counted, that make a track dense. */
  minSamples: Param.several
})

const radiusOf = (matrix: Matrix, { eps, minSamples }: typeof Params.Type): Density => {
  if (eps !== "knee") return { eps, minSamples, sortedDistances: [] }
  const { distances, radius } = kDistanceKnee(matrix, minSamples)
  // so many duplicates that the knee is 0: the next distance there is, or any where all tracks coincide
  const positive = radius > 0 ? radius : distances.find((distance) => distance > 0) ?? 1
  return { eps: positive, minSamples, sortedDistances: Array.from(distances) }
}

/** Dense tracks are sure, those at a border half so: another order of tracks may give them to another cluster. */
const confidenceOf = ({ isDense, labels }: Dbscan): Float64Array =>
  Float64Array.from(labels, (label, i) => label < 0 ? 0 : isDense[i] === 1 ? 1 : 0.5)

/**
 * @example
 * ```ts
 * import { dbscan } from "partita/nodes/cluster"
 * function* part({ vectors }: Parameters<typeof dbscan>[0]) {
 *   const { assignments, choice, coverage, density } = yield* dbscan({ vectors }, { eps: "knee", minSamples: 5 })
 *   return { assignments, choice, coverage, density }
 * }
 * ```
 */
export const dbscan = /*#__PURE__*/ Node.make("dbscan", {
  params: Params,
  inputs: { vectors: vectors<string>("vector") },
  outputs: {
    assignments: table(SureAssignment),
    choice: json(KChoice),
    coverage: json(Coverage),
    density: json(Density)
  },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { ids, matrix } = yield* finite("DBSCAN", inputs.vectors)
    const { density, found } = yield* attempt(
      () => {
        const density = radiusOf(matrix, params)
        return { density, found: cluster(matrix, { radius: density.eps, minSamples: params.minSamples }) }
      },
      RangeError,
      cannotCluster("DBSCAN", matrix.rows)
    )
    const eps = String(Number(density.eps.toPrecision(4)))
    const rule = `density at eps ${eps}${params.eps === "knee" ? ", the k-distance knee" : ""}`
    report.summary(`${coverageSentence(found.labels)} (eps ${eps})`)
    return {
      assignments: sureAssignmentsOf(ids, found.labels, confidenceOf(found)),
      choice: { k: found.clusters, rule, inertia: inertiaOf(matrix, found.labels), candidates: [] },
      coverage: coverageOf(found.labels),
      density
    }
  })
})
