/** All pairs of tracks within a distance, most of the others ruled out by their projections. */
import { DistanceKernel } from "../math/distance-kernel.ts"
import { squaredDistance } from "../math/distance.ts"
import { gramMatrix, multiply, transpose } from "../math/matrix-product.ts"
import { type Matrix, takeRows, zeros } from "../math/matrix.ts"
import { symmetricEigen } from "../math/symmetric-eigen.ts"

const mostColumns = 64 // whose principal axes are worth finding
const wide = 24 // columns from which on a projection is measured first
const axes = 16 // of that projection

/** The columns of highest variance, centred, in any order; a projection, so distances only shrink. */
const liveliest = (x: Matrix): Matrix => {
  const { cols, data, rows } = x
  const means = new Float64Array(cols)
  const variances = new Float64Array(cols)
  for (let at = 0; at < data.length; at++) means[at % cols]! += data[at]! / rows
  for (let at = 0; at < data.length; at++) variances[at % cols]! += (data[at]! - means[at % cols]!) ** 2
  const chosen = [...variances.keys()].sort((a, b) => variances[b]! - variances[a]!).slice(0, mostColumns)
  const out = zeros(rows, chosen.length)
  for (let i = 0; i < rows; i++) {
    chosen.forEach((j, to) => out.data[i * chosen.length + to] = data[i * cols + j]! - means[j]!)
  }
  return out
}

/** Coordinates along the first `count` principal axes of the liveliest columns. */
const project = (x: Matrix, count: number): Matrix => {
  const lively = liveliest(x)
  const { vectors } = symmetricEigen(gramMatrix(lively))
  const first = Math.min(count, vectors.rows)
  return multiply(
    lively,
    transpose({ rows: first, cols: vectors.cols, data: vectors.data.slice(0, first * vectors.cols) })
  )
}

/** Tracks in order of their first coordinate; `measured` is what all distances are taken in first. */
interface Sorted {
  readonly order: Int32Array
  readonly places: Float64Array
  readonly exact: Matrix
  readonly measured: Matrix
  readonly slack: number
}

const sortTracks = (x: Matrix): Sorted => {
  const isWide = x.cols > wide
  const projected = project(x, isWide ? axes : 1)
  const { cols, data } = projected
  const order = Int32Array.from({ length: x.rows }, (_, i) => i).sort((a, b) => data[a * cols]! - data[b * cols]!)
  const exact = takeRows(x, order)
  const size = data.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return {
    order,
    places: Float64Array.from(order, (i) => data[i * cols]!),
    exact,
    measured: isWide ? takeRows(projected, order) : exact,
    slack: 1e-9 * size // rounding of the projection
  }
}

/**
 * Calls `visit` once for every pair of rows at most `radius` apart, in no promised order.
 * Shapes: `x` [track, feature], finite.
 */
export const nearPairs = (x: Matrix, radius: number, visit: (a: number, b: number) => void): void => {
  const { exact, measured, order, places, slack } = sortTracks(x)
  const n = x.rows
  const kernel = new DistanceKernel({ cols: measured.cols, rows: n, columns: n })
  kernel.setRows(measured.data, 0, n)
  kernel.setColumns(measured.data, 0, n)
  const { distances } = kernel
  const isExact = measured === exact
  const reach = radius * (1 + 1e-9) + slack
  const most = isExact ? radius * radius * (1 + 1e-9) : reach * reach
  let end = 0
  for (let i = 0; i < n; i++) {
    while (end < n && places[end]! - places[i]! <= reach) end++
    const next = i + 1
    if (next >= end) continue
    kernel.measure(i, next - next % 8, end)
    for (let j = next; j < end; j++) {
      let squared = distances[j]!
      if (squared > most) continue
      if (!isExact) squared = squaredDistance(exact.data, i * x.cols, exact.data, j * x.cols, x.cols)
      if (Math.sqrt(squared) <= radius) visit(order[i]!, order[j]!)
    }
  }
}
