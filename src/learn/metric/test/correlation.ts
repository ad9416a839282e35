/** How strongly each column of one matrix moves with each column of another. */
import { assertFinite } from "../../../math/assert-finite.ts"
import { type Matrix, zeros } from "../../../math/matrix.ts"
import { averageRanks } from "./average-ranks.ts"

/** Column j as its own array. */
export const columnOf = (x: Matrix, j: number): Float64Array =>
  Float64Array.from({ length: x.rows }, (_, i) => x.data[i * x.cols + j]!)

/** The column minus its mean, of length 1; all zero where it does not vary beyond rounding. */
const unit = (values: Float64Array): Float64Array => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const away = values.map((value) => value - mean)
  const length = Math.sqrt(away.reduce((sum, value) => sum + value * value, 0))
  const noise = 10 * Number.EPSILON * Math.abs(mean) * Math.sqrt(values.length)
  return length <= noise ? away.fill(0) : away.map((value) => value / length)
}

const between = (x: Matrix, y: Matrix, prepare: (column: Float64Array) => Float64Array): Matrix => {
  if (x.rows !== y.rows) throw new RangeError(`correlation of ${x.rows} with ${y.rows} tracks; pass the same tracks`)
  assertFinite(x, "correlation")
  assertFinite(y, "correlation")
  const left = Array.from({ length: x.cols }, (_, j) => unit(prepare(columnOf(x, j))))
  const right = Array.from({ length: y.cols }, (_, j) => unit(prepare(columnOf(y, j))))
  const out = zeros(x.cols, y.cols)
  left.forEach((a, i) =>
    right.forEach((b, j) => out.data[i * y.cols + j] = a.reduce((sum, value, t) => sum + value * b[t]!, 0))
  )
  return out
}

/**
 * Linear correlation, −1 … 1; 0 for a column that does not vary.
 * Shapes: `x` [track, a], `y` [track, b] → [a, b]. Throws a RangeError for other tracks or entries that are not finite.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { pearson } from "partita/metric"
 * pearson(matrix([[1], [2], [3]]), matrix([[2, 3], [4, 2], [6, 1]])).data // → [1, -1]
 * ```
 */
export const pearson = (x: Matrix, y: Matrix): Matrix => between(x, y, (column) => column)

/**
 * Correlation of ranks, which any monotone relation brings to ±1. Shapes and failures as `pearson`. Source: Spearman
 * 1904.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { spearman } from "partita/metric"
 * spearman(matrix([[1], [2], [3]]), matrix([[1], [10], [1000]])).data // → [1]
 * ```
 */
export const spearman = (x: Matrix, y: Matrix): Matrix => between(x, y, averageRanks)
