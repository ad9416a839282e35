/** All pairs of tracks within a distance, most of the others ruled out by their places along one axis. */
import { DistanceKernel } from "../math/distance-kernel.ts"
import { gramMatrix, multiply } from "../math/matrix-product.ts"
import { type Matrix, takeRows, zeros } from "../math/matrix.ts"
import { symmetricEigen } from "../math/symmetric-eigen.ts"

const mostColumns = 32 // whose principal axis is worth finding
const block = 256 // tracks whose features stay in the cache together

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

/** Coordinates along the first principal axis of the liveliest columns. */
const project = (x: Matrix): Float64Array => {
  const lively = liveliest(x)
  const { vectors } = symmetricEigen(gramMatrix(lively))
  return multiply(lively, { rows: vectors.cols, cols: 1, data: vectors.data.slice(0, vectors.cols) }).data
}

/** The first track of each block that can be near one of it, and one past the last that a track can be near. */
const windows = (places: Float64Array, reach: number) => {
  const n = places.length
  const ends = new Int32Array(n)
  for (let i = 0, end = 0; i < n; i++) {
    while (end < n && places[end]! - places[i]! <= reach) end++
    ends[i] = end
  }
  const starts: Array<number> = []
  for (let first = 0, start = 0; first < n; first += block) {
    while (ends[start]! <= first) start++
    starts.push(start)
  }
  return { starts, ends }
}

/**
 * Calls `visit` once for every pair of rows at most `radius` apart, in no promised order.
 * Shapes: `x` [track, feature], finite.
 */
export const nearPairs = (x: Matrix, radius: number, visit: (a: number, b: number) => void): void => {
  const n = x.rows
  const projected = project(x)
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => projected[a]! - projected[b]!)
  const size = projected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const reach = radius + 1e-9 * (radius + size) // projections are rounded
  const { ends, starts } = windows(Float64Array.from(order, (i) => projected[i]!), reach)
  const sorted = takeRows(x, order)
  const kernel = new DistanceKernel({ cols: x.cols, rows: n, columns: n })
  kernel.setRows(sorted.data, 0, n)
  kernel.setColumns(sorted.data, 0, n)
  const { distances } = kernel
  const most = radius * radius * (1 + 1e-9)
  for (let first = 0; first < n; first += block) {
    const last = Math.min(n, first + block)
    for (let i = starts[first / block]!; i < last; i++) {
      const from = Math.max(first, i + 1)
      const to = Math.min(last, ends[i]!)
      if (from >= to) continue
      kernel.measure(i, from - from % 8, to)
      for (let j = from; j < to; j++) {
        const squared = distances[j]!
        if (squared <= most && Math.sqrt(squared) <= radius) visit(order[i]!, order[j]!)
      }
    }
  }
}
