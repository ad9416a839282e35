/** Principal component analysis. Source: Jolliffe 2002, Principal Component Analysis. */
import { assertFinite } from "../../math/assert-finite.ts"
import { type Matrix, row, zeros } from "../../math/matrix.ts"
import { symmetricEigen } from "../../math/symmetric-eigen.ts"

/**
 * Tracks in their principal components.
 *
 * Shapes: `scores` [track, component], `components` [component, feature] with unit rows whose largest entry by size is
 * positive, `explainedVarianceRatio` [component], `mean` [feature]. An axis without variance is all zero.
 */
export interface Pca {
  readonly scores: Matrix
  readonly components: Matrix
  readonly explainedVarianceRatio: Float64Array
  readonly mean: Float64Array
}

const columnMeans = (x: Matrix): Float64Array => {
  const mean = new Float64Array(x.cols)
  for (let i = 0; i < x.rows; i++) for (let j = 0; j < x.cols; j++) mean[j]! += x.data[i * x.cols + j]!
  return mean.map((sum) => sum / x.rows)
}

const centred = (x: Matrix, mean: Float64Array): Matrix => {
  const out = zeros(x.rows, x.cols)
  for (let i = 0, at = 0; i < x.rows; i++) {
    for (let j = 0; j < x.cols; j++, at++) out.data[at] = x.data[at]! - mean[j]!
  }
  return out
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}

const transpose = (x: Matrix): Matrix => {
  const out = zeros(x.cols, x.rows)
  for (let i = 0; i < x.rows; i++) for (let j = 0; j < x.cols; j++) out.data[j * x.rows + i] = x.data[i * x.cols + j]!
  return out
}

/** Inner products of all rows. */
const gram = (x: Matrix): Matrix => {
  const out = zeros(x.rows, x.rows)
  for (let i = 0; i < x.rows; i++) {
    const left = row(x, i)
    for (let j = i; j < x.rows; j++) out.data[i * x.rows + j] = out.data[j * x.rows + i] = dot(left, row(x, j))
  }
  return out
}

const pointLargestUp = (axis: Float64Array): void => {
  let largest = 0
  for (let j = 1; j < axis.length; j++) if (Math.abs(axis[j]!) > Math.abs(axis[largest]!)) largest = j
  if (axis[largest]! < 0) { for (let j = 0; j < axis.length; j++) axis[j] = -axis[j]! }
}

/** Unit principal axes of centred data, through whichever of the two inner-product matrices is smaller. */
const axes = (x: Matrix, count: number): { readonly values: Float64Array; readonly components: Matrix } => {
  const columns = transpose(x)
  const isWide = x.cols > x.rows
  const { values, vectors } = symmetricEigen(gram(isWide ? x : columns))
  const components = zeros(count, x.cols)
  const negligible = x.rows * Number.EPSILON * values[0]!
  for (let c = 0; c < count; c++) {
    if (values[c]! <= negligible) break // rounding alone decides the rest
    const vector = row(vectors, c)
    const axis = row(components, c)
    if (!isWide) axis.set(vector)
    else {
      for (let j = 0; j < x.cols; j++) axis[j] = dot(row(columns, j), vector)
      const length = Math.sqrt(dot(axis, axis))
      for (let j = 0; j < x.cols; j++) axis[j]! /= length
    }
    pointLargestUp(axis)
  }
  return { values, components }
}

/**
 * The first `count` principal components.
 *
 * Shapes: `x` [track, feature]. Throws a RangeError when there are not that many or an entry is not finite.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { pca } from "partita/projection"
 * const { explainedVarianceRatio, scores } = pca(matrix([[0, 0], [1, 2], [2, 4]]), 1)
 * explainedVarianceRatio // → [1]
 * scores.data // → [-2.24, 0, 2.24]
 * ```
 */
export const pca = (x: Matrix, count: number): Pca => {
  if (count < 1 || count > Math.min(x.rows, x.cols)) {
    throw new RangeError(`pca: ${count} components of ${x.rows} tracks × ${x.cols} features; ask for fewer`)
  }
  assertFinite(x, "pca")
  const mean = columnMeans(x)
  const data = centred(x, mean)
  const { components, values } = axes(data, count)
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0)
  const scores = zeros(x.rows, count)
  for (let i = 0; i < x.rows; i++) {
    for (let c = 0; c < count; c++) scores.data[i * count + c] = dot(row(data, i), row(components, c))
  }
  const explainedVarianceRatio = values.slice(0, count).map((value) => total > 0 ? Math.max(0, value) / total : 0)
  return { scores, components, explainedVarianceRatio, mean }
}
