/**
 * A mixture of Gaussians, fitted by expectation and maximisation as scikit-learn fits it.
 * Source: Dempster, Laird & Rubin 1977, Maximum likelihood from incomplete data via the EM algorithm.
 */
import { assertFinite } from "../../math/assert-finite.ts"
import { type Matrix, zeros } from "../../math/matrix.ts"
import type { Random } from "../../math/random.ts"
import { type Components, type Covariance, estimate, type Moments, momentsOf } from "./gaussian-components.ts"
import { kMeans } from "./k-means.ts"
import { type Expectation, responsibilitiesOf } from "./mixture-responsibilities.ts"

/**
 * Descent ends when the mean log-likelihood rises by less than `tolerance`. `regularization` is added to every variance.
 * With `start`, one label per track, there is one descent from there instead of `restarts` from K-Means.
 */
export interface GaussianMixtureOptions {
  readonly k: number
  readonly covariance: Covariance
  readonly restarts: number
  readonly maxIterations: number
  readonly tolerance: number
  readonly regularization: number
  readonly random: Random
  readonly start?: ArrayLike<number>
}

/** `logLikelihood` is the mean over tracks, in nats; `bic` and `aic` are lower for better models. */
export interface GaussianMixture extends Expectation {
  readonly labels: Int32Array
  readonly components: Components
  readonly logLikelihood: number
  readonly bic: number
  readonly aic: number
  readonly iterations: number
  readonly isConverged: boolean
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

const oneHot = (labels: ArrayLike<number>, k: number): Matrix => {
  const out = zeros(labels.length, k)
  for (let i = 0; i < labels.length; i++) out.data[i * k + labels[i]!] = 1
  return out
}

interface Descent {
  readonly components: Components
  readonly bound: number
  readonly iterations: number
  readonly isConverged: boolean
}

const descend = (
  x: Matrix,
  moments: Moments,
  start: ArrayLike<number>,
  options: GaussianMixtureOptions
): Descent => {
  let components = estimate(moments, oneHot(start, options.k), options)
  let bound = -Infinity
  for (let iterations = 1; iterations <= options.maxIterations; iterations++) {
    const { logLikelihoods, responsibilities } = responsibilitiesOf(x, components, moments)
    components = estimate(moments, responsibilities, options)
    const next = mean(logLikelihoods)
    const isConverged = Math.abs(next - bound) < options.tolerance
    bound = next
    if (isConverged) return { components, bound, iterations, isConverged }
  }
  return { components, bound, iterations: options.maxIterations, isConverged: false }
}

/** Free parameters of a mixture. */
const parametersOf = ({ covariance, means: { cols, rows: k } }: Components): number => {
  const triangle = cols * (cols + 1) / 2
  const variances = { full: k * triangle, tied: triangle, diag: k * cols, spherical: k }[covariance]
  return variances + k * cols + k - 1
}

const requirePossible = (x: Matrix, { k, maxIterations, restarts, start }: GaussianMixtureOptions): void => {
  if (!(k >= 1 && k <= x.rows)) {
    throw new RangeError(
      `a mixture of ${k} Gaussians cannot fit ${x.rows} tracks; choose k between 1 and ${x.rows}`
    )
  }
  if (!(restarts >= 1 && maxIterations >= 0)) {
    throw new RangeError(`a mixture with ${restarts} restarts of ${maxIterations} iterations finds nothing; raise them`)
  }
  if (start !== undefined && start.length !== x.rows) {
    throw new RangeError(`a mixture starts from ${start.length} labels of ${x.rows} tracks; give one for each`)
  }
  assertFinite(x, "Gaussian mixture")
}

/**
 * The mixture of highest likelihood among several descents. Components that lose all tracks keep weight 0.
 *
 * Shapes: `x` [track, feature]. Throws a RangeError when there are fewer tracks than components, a covariance is singular
 * (regularization 0), or data are not finite.
 *
 * @example
 * ```ts
 * import { gaussianMixture } from "partita/cluster"
 * import { matrix, Random } from "partita/math"
 * const { components, isConverged } = gaussianMixture(matrix([[0], [1], [8], [9]]), {
 *   k: 2, covariance: "diag", restarts: 1, maxIterations: 50, tolerance: 1e-3, regularization: 1e-6,
 *   random: new Random(7)
 * })
 * components.weights // → [0.5, 0.5]
 * isConverged // → true
 * ```
 */
export const gaussianMixture = (x: Matrix, options: GaussianMixtureOptions): GaussianMixture => {
  requirePossible(x, options)
  const { k, random, restarts, start } = options
  const seeding = { k, restarts: 1, maxIterations: 300, tolerance: 1e-4 } // scikit-learn's K-Means defaults
  const starts = start !== undefined ? [start] : Array.from(
    { length: restarts },
    (_, restart) => kMeans(x, { ...seeding, random: random.fork(restart) }).labels
  )
  const moments = momentsOf(x, options.covariance)
  const descents = starts.map((labels) => descend(x, moments, labels, options))
  const best = descents.reduce((most, one) => one.bound > most.bound ? one : most)
  const expectation = responsibilitiesOf(x, best.components, moments)
  const logLikelihood = mean(expectation.logLikelihoods)
  const parameters = parametersOf(best.components)
  return {
    ...expectation,
    labels: likeliest(expectation.responsibilities),
    components: best.components,
    logLikelihood,
    bic: -2 * logLikelihood * x.rows + parameters * Math.log(x.rows),
    aic: -2 * logLikelihood * x.rows + 2 * parameters,
    iterations: best.iterations,
    isConverged: best.isConverged
  }
}

/** The component that explains most of each track, the first when equal. */
const likeliest = ({ cols: k, data, rows }: Matrix): Int32Array => {
  const labels = new Int32Array(rows)
  for (let i = 0; i < rows; i++) {
    for (let c = 1; c < k; c++) if (data[i * k + c]! > data[i * k + labels[i]!]!) labels[i] = c
  }
  return labels
}
