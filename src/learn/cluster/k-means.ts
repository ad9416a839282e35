/** K-Means clustering: seeding in k-means-plus-plus.ts, descent in lloyd.ts; stops as scikit-learn does. */
import { assertFinite } from "../../math/assert-finite.ts"
import { DistanceKernel } from "../../math/distance-kernel.ts"
import type { Matrix } from "../../math/matrix.ts"
import type { Random } from "../../math/random.ts"
import { kMeansPlusPlus } from "./k-means-plus-plus.ts"
import { lloyd, type LloydResult } from "./lloyd.ts"

/**
 * `tolerance` is relative to the mean variance of the features, 0 for strict convergence; `init` replaces seeding and
 * restarts. Shapes: `init` [k, feature].
 */
export interface KMeansOptions {
  readonly k: number
  readonly restarts: number
  readonly maxIterations: number
  readonly tolerance: number
  readonly random: Random
  readonly init?: Matrix
}

/**
 * What K-Means finds.
 * Shapes: `labels` [track], `centers` [k, feature]. `inertia` is the sum of squared distances to the own centre.
 */
export type KMeans = LloydResult

const meanVariance = (x: Matrix): number => {
  const { cols, data, rows } = x
  const sums = new Float64Array(cols)
  const squares = new Float64Array(cols)
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++) sums[j]! += data[at++]!
  const means = sums.map((sum) => sum / rows)
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++) squares[j]! += (data[at++]! - means[j]!) ** 2
  return squares.reduce((sum, square) => sum + square, 0) / (rows * cols)
}

const requirePossible = (x: Matrix, { init, k, restarts }: KMeansOptions): void => {
  if (!(k >= 1 && k <= x.rows)) {
    throw new RangeError(`K-Means cannot make ${k} clusters of ${x.rows} tracks; choose k between 1 and ${x.rows}`)
  }
  if (!(restarts >= 1)) throw new RangeError(`K-Means with ${restarts} restarts finds nothing; choose at least 1`)
  if (init !== undefined && (init.rows !== k || init.cols !== x.cols)) {
    throw new RangeError(
      `K-Means starts from ${init.rows} × ${init.cols} centres; ${k} clusters of these tracks need ${k} × ${x.cols}`
    )
  }
  assertFinite(x, "K-Means")
}

/**
 * The best of several descents. Fewer distinct tracks than `k` leave clusters empty.
 *
 * Shapes: `x` [track, feature]. Throws a RangeError when there are fewer tracks than clusters, no restarts, centres of
 * another shape, or data that are not finite.
 *
 * @example
 * ```ts
 * import { kMeans } from "partita/cluster"
 * import { matrix, Random } from "partita/math"
 * const { inertia, labels } = kMeans(matrix([[0], [1], [8], [9]]), {
 *   k: 2, restarts: 10, maxIterations: 300, tolerance: 1e-4, random: new Random(7)
 * })
 * inertia // → 1
 * labels[0] === labels[1] // → true
 * ```
 */
export const kMeans = (x: Matrix, options: KMeansOptions): KMeans => {
  requirePossible(x, options)
  const { init, k, maxIterations, random, restarts, tolerance } = options
  const kernel = new DistanceKernel({ cols: x.cols, rows: x.rows, columns: x.rows })
  kernel.setRows(x.data, 0, x.rows)
  const lloydOptions = { kernel, maxIterations, minShift: tolerance * meanVariance(x) }
  if (init !== undefined) return lloyd(x, init, lloydOptions)
  kernel.setColumns(x.data, 0, x.rows)
  const starts = Array.from(
    { length: restarts },
    (_, restart) => kMeansPlusPlus(x, { k, kernel, random: random.fork(restart) })
  )
  let best: KMeans | undefined
  for (const start of starts) {
    const result = lloyd(x, start, lloydOptions)
    if (best === undefined || result.inertia < best.inertia) best = result
  }
  return best!
}
