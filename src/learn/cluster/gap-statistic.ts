/**
 * How much tighter clusters are than in data without any.
 * Source: Tibshirani, Walther & Hastie 2001, Estimating the number of clusters in a data set via the gap statistic.
 */
import { assertFinite } from "../../math/assert-finite.ts"
import { gramMatrix, multiply, transpose } from "../../math/matrix-product.ts"
import { type Matrix, zeros } from "../../math/matrix.ts"
import type { Random } from "../../math/random.ts"
import { symmetricEigen } from "../../math/symmetric-eigen.ts"

/** `gaps` for k = 1, 2, … and the standard error of each; `k` is the choice they lead to. */
export interface GapStatistic {
  readonly gaps: Float64Array
  readonly errors: Float64Array
  readonly k: number
}

/** `inertiaOf` clusters a matrix into k and returns the sum of squared distances to the means. */
export interface GapOptions {
  readonly largest: number
  readonly references: number
  readonly random: Random
  readonly inertiaOf: (x: Matrix, k: number, random: Random) => number
}

const centred = (x: Matrix): Matrix => {
  const out = zeros(x.rows, x.cols)
  for (let j = 0; j < x.cols; j++) {
    let sum = 0
    for (let i = 0; i < x.rows; i++) sum += x.data[i * x.cols + j]!
    for (let i = 0; i < x.rows; i++) out.data[i * x.cols + j] = x.data[i * x.cols + j]! - sum / x.rows
  }
  return out
}

/** Draws of uniform data in the box of `x` along its principal axes (§3, reference b); distances need no turning back. */
const referenceDraw = (x: Matrix): (random: Random) => Matrix => {
  const middle = centred(x)
  const turned = multiply(middle, transpose(symmetricEigen(gramMatrix(middle)).vectors))
  const low = new Float64Array(x.cols).fill(Infinity)
  const high = new Float64Array(x.cols).fill(-Infinity)
  turned.data.forEach((value, at) => {
    const j = at % x.cols
    low[j] = Math.min(low[j]!, value)
    high[j] = Math.max(high[j]!, value)
  })
  return (random) => {
    const out = zeros(x.rows, x.cols)
    for (let at = 0, j = 0; at < out.data.length; at++, j = at % x.cols) {
      out.data[at] = low[j]! + (high[j]! - low[j]!) * random.uniform()
    }
    return out
  }
}

const logOf = (inertia: number): number => Math.log(Math.max(inertia, 1e-300)) // clusters of equal tracks have none

/**
 * Gap of every k up to `largest`, and the smallest k whose gap is within a standard error of the next one's or above;
 * `largest` when there is none.
 *
 * Shapes: `x` [track, feature]. Throws a RangeError unless `largest` is 1 … n, there are references, and data are finite.
 *
 * @example
 * ```ts
 * import { gapStatistic, kMeans } from "partita/cluster"
 * import { matrix, Random } from "partita/math"
 * const x = matrix([[0], [0.1], [0.2], [9], [9.1], [9.2]])
 * const { k } = gapStatistic(x, {
 *   largest: 4,
 *   references: 20,
 *   random: new Random(7),
 *   inertiaOf: (points, k, random) =>
 *     kMeans(points, { k, restarts: 3, maxIterations: 50, tolerance: 0, random }).inertia
 * })
 * k // → 2
 * ```
 */
export const gapStatistic = (x: Matrix, { inertiaOf, largest, random, references }: GapOptions): GapStatistic => {
  if (!(largest >= 1 && largest <= x.rows && references >= 1)) {
    throw new RangeError(
      `gaps up to ${largest} clusters of ${x.rows} tracks with ${references} references; give 1 to n`
    )
  }
  assertFinite(x, "gap statistic")
  const draw = referenceDraw(x)
  const drawn = Array.from({ length: references }, (_, b) => draw(random.fork(`reference ${b}`)))
  const gaps = new Float64Array(largest)
  const errors = new Float64Array(largest)
  for (let k = 1; k <= largest; k++) {
    const logs = drawn.map((reference, b) => logOf(inertiaOf(reference, k, random.fork(`cluster ${b} ${k}`))))
    const mean = logs.reduce((sum, log) => sum + log, 0) / references
    const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / references
    gaps[k - 1] = mean - logOf(inertiaOf(x, k, random.fork(`cluster ${k}`)))
    errors[k - 1] = Math.sqrt(variance * (1 + 1 / references))
  }
  const enough = gaps.findIndex((gap, at) => at + 1 < largest && gap >= gaps[at + 1]! - errors[at + 1]!)
  return { gaps, errors, k: enough === -1 ? largest : enough + 1 }
}
