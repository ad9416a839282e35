/** How dense the Gaussians of a mixture are at each track. */
import { cholesky, invertLower } from "../../math/cholesky.ts"
import { DistanceKernel } from "../../math/distance-kernel.ts"
import { multiply, transpose } from "../../math/matrix-product.ts"
import { type Matrix, row, zeros } from "../../math/matrix.ts"
import { evaluateForms } from "../../math/row-blocks.ts"
import { type Components, type Moments, momentsOf } from "./gaussian-components.ts"

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

const logDeterminant = (whitener: Matrix): number => {
  let sum = 0
  for (let i = 0; i < whitener.rows; i++) sum -= 2 * Math.log(whitener.data[i * (whitener.cols + 1)]!)
  return sum
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

/** All L⁻¹ below each other, and what they make of the means. */
const stack = (whiteners: ReadonlyArray<Matrix>, means: Matrix, middle: Float64Array) => {
  const { cols, rows: k } = means
  const forms = zeros(k * cols, cols)
  const shifts = new Float64Array(k * cols)
  whiteners.forEach(({ data }, c) => {
    forms.data.set(data, c * cols * cols)
    for (let i = 0; i < cols; i++) {
      for (let j = 0; j <= i; j++) {
        shifts[c * cols + i]! += data[i * cols + j]! * (means.data[c * cols + j]! - middle[j]!)
      }
    }
  })
  return { forms, shifts }
}

/** Squared lengths of L⁻¹(x − μ). */
const full = ({ blocks, middle }: Moments, components: Components, lengths: Matrix): Float64Array => {
  const { cols, rows: k } = components.means
  const whiteners = whitenersOf(components)
  const { forms, shifts } = stack(whiteners, components.means, middle)
  const sums = new Float64Array(lengths.rows)
  evaluateForms(blocks!, forms, (form) => form % cols + 1, (form, values, first, count) => {
    const shift = shifts[form]!
    const isFirst = form % cols === 0
    for (let i = 0, at = first; i < count; i++, at++) {
      const gap = values[i]! - shift
      sums[at] = (isFirst ? 0 : sums[at]!) + gap * gap
    }
    if (form % cols < cols - 1) return
    const c = (form - form % cols) / cols
    for (let at = first; at < first + count; at++) lengths.data[at * k + c] = sums[at]!
  })
  return Float64Array.from(whiteners, logDeterminant)
}

const tied = (x: Matrix, components: Components, lengths: Matrix): Float64Array => {
  const whitener = whitenersOf(components)[0]!
  const turn = transpose(whitener)
  lengthsToMeans(multiply(x, turn), multiply(components.means, turn), lengths)
  return new Float64Array(components.means.rows).fill(logDeterminant(whitener))
}

const spherical = (x: Matrix, { covariances, means }: Components, lengths: Matrix): Float64Array => {
  lengthsToMeans(x, means, lengths)
  for (let at = 0; at < lengths.data.length; at++) lengths.data[at]! /= covariances.data[at % means.rows]!
  return covariances.data.map((variance) => x.cols * Math.log(variance))
}

/** Σ (x² − 2xμ + μ²) / variance. */
const diagonal = ({ blocks, middle }: Moments, { covariances, means }: Components, lengths: Matrix): Float64Array => {
  const { cols, rows: k } = means
  const forms = zeros(k, blocks!.cols)
  const rests = new Float64Array(k)
  for (let c = 0; c < k; c++) {
    for (let j = 0; j < cols; j++) {
      const center = means.data[c * cols + j]! - middle[j]!
      const precision = 1 / covariances.data[c * cols + j]!
      forms.data[c * forms.cols + j] = -2 * center * precision
      forms.data[c * forms.cols + cols + j] = precision
      rests[c]! += center * center * precision
    }
  }
  evaluateForms(blocks!, forms, () => 2 * cols, (c, values, first, count) => {
    const rest = rests[c]!
    for (let i = 0, to = first * k + c; i < count; i++, to += k) lengths.data[to] = Math.max(0, values[i]! + rest)
  })
  return Float64Array.from(
    { length: k },
    (_, c) => row(covariances, c).reduce((sum, variance) => sum + Math.log(variance), 0)
  )
}

const measure = (x: Matrix, moments: Moments | undefined, components: Components, lengths: Matrix): Float64Array => {
  switch (components.covariance) {
    case "full":
      return full(moments ?? momentsOf(x, "full"), components, lengths)
    case "tied":
      return tied(x, components, lengths)
    case "diag":
      return diagonal(moments ?? momentsOf(x, "diag"), components, lengths)
    case "spherical":
      return spherical(x, components, lengths)
  }
}

/**
 * Log of weight times density of every component at every track, in nats; −∞ for a component without weight.
 *
 * Shapes: `x` [track, feature] → [track, k]. `moments` of `x`, where they are at hand, save time. Throws a RangeError for a
 * singular covariance.
 */
export const logDensities = (x: Matrix, components: Components, moments?: Moments): Matrix => {
  const k = components.means.rows
  const out = zeros(x.rows, k)
  const logDeterminants = measure(x, moments, components, out)
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
