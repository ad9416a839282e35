/** A mixture of Gaussians on any vectors, k given or by BIC. Maths: src/learn/cluster/gaussian-mixture.ts. */
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
import { gaussianMixture as fit } from "../../src/learn/cluster/gaussian-mixture.ts"
import { inertiaOf } from "../../src/learn/cluster/inertia.ts"
import { byPlaces, possibleK } from "../../src/learn/cluster/possible-k.ts"
import type { Matrix } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { SureAssignment, sureAssignmentsOf } from "../row/assignment.ts"
import { clustersByRule, KChoice } from "../row/k-choice.ts"

const Params = Schema.Struct({
  /** Null chooses k between `kMin` and `kMax` by the lowest BIC. */
  k: Schema.NullOr(Param.positiveInt),
  kMin: Param.positiveInt,
  kMax: Param.positiveInt,
  covariance: Schema.Literals(["full", "tied", "diag", "spherical"]),
  restarts: Param.positiveInt,
  maxIterations: Param.positiveInt,
  /** Rise of the mean log-likelihood at which to stop, nats. */
  tolerance: Param.amount,
  /** Added to every variance. */
  regularization: Param.amount
})

/** `logLikelihood` per track, nats; lower BIC and AIC are better. */
const Criterion = Schema.Struct({
  k: Schema.Int,
  logLikelihood: Schema.Number,
  bic: Schema.Number,
  aic: Schema.Number,
  iterations: Schema.Int,
  isConverged: Schema.Boolean
})

const fitAll = (matrix: Matrix, params: typeof Params.Type, random: Random) => {
  const { k: _k, kMax: _kMax, kMin: _kMin, ...options } = params
  const { isLowered, k, kMax, kMin } = possibleK(matrix, params)
  const [from, to] = k === null ? [kMin, Math.min(kMax, matrix.rows)] : [k, k]
  if (from > to) throw new RangeError(`no number of components between ${kMin} and ${kMax} fits ${matrix.rows} tracks`)
  const fits = Array.from({ length: to - from + 1 }, (_, at) => ({
    k: from + at,
    ...fit(matrix, { ...options, k: from + at, random: random.fork(from + at) })
  }))
  const rule = isLowered ? byPlaces : k === null ? "the lowest BIC" : "given"
  return { fits, rule, best: fits.reduce((least, one) => one.bic < least.bic ? one : least) }
}

/**
 * @example
 * ```ts
 * import { gaussianMixture } from "partita/nodes/cluster"
 * function* part({ vectors }: Parameters<typeof gaussianMixture>[0]) {
 *   const { assignments, choice, responsibilities, criteria } = yield* gaussianMixture({ vectors }, {
 *     k: null, kMin: 5, kMax: 15, covariance: "diag", restarts: 3, maxIterations: 200, tolerance: 1e-3,
 *     regularization: 1e-6
 *   })
 *   return { assignments, choice, responsibilities, criteria }
 * }
 * ```
 */
export const gaussianMixture = /*#__PURE__*/ Node.make("gaussian-mixture", {
  seeded: true,
  params: Params,
  inputs: { vectors: vectors<string>("vector") },
  outputs: {
    assignments: table(SureAssignment),
    choice: json(KChoice),
    responsibilities: vectors("component"),
    criteria: json(Schema.Array(Criterion))
  },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const { ids, matrix } = yield* finite("Gaussian mixture", inputs.vectors)
    const { best, fits, rule } = yield* attempt(
      () => fitAll(matrix, params, new Random(seed)),
      RangeError,
      cannotCluster("Gaussian mixture", matrix.rows)
    )
    const { k, labels, responsibilities } = best
    report.summary(`${params.covariance} Gaussians: ${clustersByRule(k, rule)}`)
    return {
      assignments: sureAssignmentsOf(
        ids,
        labels,
        Float64Array.from(labels, (label, i) => responsibilities.data[i * k + label]!)
      ),
      choice: { k, rule, inertia: inertiaOf(matrix, labels), candidates: [] },
      responsibilities: { ids, names: Array.from({ length: k }, (_, c) => `c${c + 1}`), matrix: responsibilities },
      criteria: fits.map(({ aic, bic, isConverged, iterations, k, logLikelihood }) => ({
        k,
        logLikelihood,
        bic,
        aic,
        iterations,
        isConverged
      }))
    }
  })
})
