/** How dense the Gaussians of a mixture are at each track. */
import { cholesky, invertLower } from "../math/cholesky.ts"
import { DistanceKernel } from "../math/distance-kernel.ts"
import { type Matrix, row, zeros } from "../math/matrix.ts"
import type { Components } from "./gaussian-components.ts"

/** L⁻¹ for each L·Lᵀ = covariance. Throws a RangeError for one that is not positive definite. */
const whitenersOf = ({ covariances, means: { cols } }: Components): ReadonlyArray<Matrix> =>
  Array.from({ length: covariances.rows / cols }, (_, c) => {
    const data = covariances.data.subarray(c * cols * cols, (c + 1) * cols * cols)
    const lower = cholesky({ rows: cols, cols, data })
    if (lower === undefined) {
      throw new RangeError(
        `the covariance of mixture component ${c} is singular; raise the regularization or choose fewer components`
      )
    }
    return invertLower(lower)
  })

/** Squared lengths of L⁻¹(x − μ), four tracks at a time; row i's goes to `out[i · k + component]`. */
const whitenedLengths = (x: Matrix, mean: Float64Array, whitener: Matrix, out: Matrix, component: number): void => {
  const { cols, data, rows } = x
  const k = out.cols
  const l = whitener.data
  const gaps = new Float64Array(4 * cols)
  for (let first = 0; first < rows; first += 4) {
    const lanes = Math.min(4, rows - first)
    for (let lane = 0, at = first * cols; lane < lanes; lane++) {
      for (let j = 0; j < cols; j++) gaps[4 * j + lane] = data[at++]! - mean[j]!
    }
    let [a, b, c, d] = [0, 0, 0, 0]
    for (let i = 0; i < cols; i++) {
      let [p, q, r, s] = [0, 0, 0, 0]
      for (let j = 0, at = i * cols, from = 0; j <= i; j++, at++, from += 4) {
        const factor = l[at]!
        p += factor * gaps[from]!
        q += factor * gaps[from + 1]!
        r += factor * gaps[from + 2]!
        s += factor * gaps[from + 3]!
      }
      a += p * p
      b += q * q
      c += r * r
      d += s * s
    }
    const lengths = [a, b, c, d]
    for (let lane = 0; lane < lanes; lane++) out.data[(first + lane) * k + component] = lengths[lane]!
  }
}

const logDeterminant = (whitener: Matrix): number => {
  let sum = 0
  for (let i = 0; i < whitener.rows; i++) sum -= 2 * Math.log(whitener.data[i * (whitener.cols + 1)]!)
  return sum
}

/** Rows times the transpose of a lower triangle. */
const whiten = (x: Matrix, whitener: Matrix): Matrix => {
  const out = zeros(x.rows, x.cols)
  const { cols } = x
  for (let i = 0; i < x.rows; i++) {
    for (let a = 0; a < cols; a++) {
      let sum = 0
      for (let b = 0; b <= a; b++) sum += whitener.data[a * cols + b]! * x.data[i * cols + b]!
      out.data[i * cols + a] = sum
    }
  }
  return out
}

/** Squared distances of all rows to all means. */
const lengthsToMeans = (x: Matrix, means: Matrix, out: Matrix): void => {
  const k = means.rows
  const kernel = new DistanceKernel({ cols: x.cols, rows: 1024, columns: k })
  kernel.setColumns(means.data, 0, k)
  const list = Int32Array.from({ length: 1024 }, (_, i) => i)
  const batch = Math.min(1024, kernel.batch(k))
  for (let first = 0; first < x.rows; first += batch) {
    const count = Math.min(batch, x.rows - first)
    kernel.setRows(x.data, first, count)
    const apart = kernel.measureRows(list, 0, count, k)
    for (let i = 0; i < count; i++) {
      for (let c = 0; c < k; c++) out.data[(first + i) * k + c] = kernel.distances[i * apart + c]!
    }
  }
}

const full = (x: Matrix, components: Components, lengths: Matrix): Float64Array => {
  const whiteners = whitenersOf(components)
  whiteners.forEach((whitener, c) => whitenedLengths(x, row(components.means, c), whitener, lengths, c))
  return Float64Array.from(whiteners, logDeterminant)
}

const tied = (x: Matrix, components: Components, lengths: Matrix): Float64Array => {
  const whitener = whitenersOf(components)[0]!
  lengthsToMeans(whiten(x, whitener), whiten(components.means, whitener), lengths)
  return new Float64Array(components.means.rows).fill(logDeterminant(whitener))
}

const spherical = (x: Matrix, { covariances, means }: Components, lengths: Matrix): Float64Array => {
  lengthsToMeans(x, means, lengths)
  for (let at = 0; at < lengths.data.length; at++) lengths.data[at]! /= covariances.data[at % means.rows]!
  return covariances.data.map((variance) => x.cols * Math.log(variance))
}

const diagonal = (x: Matrix, { covariances, means }: Components, lengths: Matrix): Float64Array => {
  const { cols, data, rows } = x
  const k = means.rows
  const precisions = covariances.data.map((variance) => 1 / variance)
  for (let i = 0; i < rows; i++) {
    for (let c = 0, at = 0; c < k; c++) {
      let sum = 0
      for (let j = i * cols; j < (i + 1) * cols; j++, at++) {
        const gap = data[j]! - means.data[at]!
        sum += precisions[at]! * gap * gap
      }
      lengths.data[i * k + c] = sum
    }
  }
  return Float64Array.from(
    { length: k },
    (_, c) => row(covariances, c).reduce((sum, variance) => sum + Math.log(variance), 0)
  )
}

const measures = { full, tied, diag: diagonal, spherical }

/**
 * Log of weight times density of every component at every track, in nats; −∞ for a component without weight.
 *
 * Shapes: `x` [track, feature] → [track, k]. Throws a RangeError for a singular covariance.
 */
export const logDensities = (x: Matrix, components: Components): Matrix => {
  const k = components.means.rows
  const out = zeros(x.rows, k)
  const logDeterminants = measures[components.covariance](x, components, out)
  if (!logDeterminants.every(Number.isFinite)) {
    throw new RangeError("a mixture component has no variance; raise the regularization or choose fewer components")
  }
  const constants = Float64Array.from(
    components.weights,
    (weight, c) => Math.log(weight) - (x.cols * Math.log(2 * Math.PI) + logDeterminants[c]!) / 2
  )
  for (let at = 0, c = 0; at < out.data.length; at++) {
    out.data[at] = constants[c]! - out.data[at]! / 2
    if (++c === k) c = 0
  }
  return out
}
