/** How much closer tracks are to their own cluster than to the next. Source: Rousseeuw 1987, Silhouettes. */
import { DistanceKernel } from "../../../math/distance-kernel.ts"
import type { Matrix } from "../../../math/matrix.ts"
import { clustersOf, requireSeparable } from "./clusters.ts"

const block = 128 // tracks whose features stay in the cache together

/** Sum of Euclidean distances from every track to every cluster: [track, cluster]. Each pair is measured once. */
const distanceSums = (x: Matrix, of: Int32Array, count: number): Float64Array => {
  const { cols, data, rows } = x
  const sums = new Float64Array(rows * count)
  const kernel = new DistanceKernel({ cols, rows, columns: block })
  const { distances } = kernel
  kernel.setRows(data, 0, rows)
  for (let first = 0; first < rows; first += block) {
    const last = Math.min(rows, first + block)
    kernel.setColumns(data, first, last - first)
    for (let i = 0; i < last; i++) {
      // pairs i < j; the block's columns start at `first`
      const from = Math.max(0, i + 1 - first)
      kernel.measure(i, from - from % 8, last - first)
      const own = of[i]!
      const mine = i * count
      for (let c = from; c < last - first; c++) {
        const j = first + c
        const distance = Math.sqrt(distances[c]!)
        sums[mine + of[j]!]! += distance
        sums[j * count + own]! += distance
      }
    }
  }
  return sums
}

/**
 * Silhouette of every track, −1 … 1; a track alone in its cluster has 0.
 * Shapes: `x` [track, feature], `labels` [track] → [track]. Throws a RangeError without 2 to n − 1 clusters, one label per track and finite data.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { silhouetteSamples } from "partita/metric"
 * silhouetteSamples(matrix([[0], [1], [9]]), [0, 0, 1]) // → [0.889, 0.875, 0]
 * ```
 */
export const silhouetteSamples = (x: Matrix, labels: ArrayLike<number>): Float64Array => {
  const clusters = clustersOf(labels)
  requireSeparable("silhouette", x, clusters)
  const { count, of, sizes } = clusters
  const sums = distanceSums(x, of, count)
  return Float64Array.from(of, (own, i) => {
    if (sizes[own] === 1) return 0
    const within = sums[i * count + own]! / (sizes[own]! - 1)
    let next = Infinity
    for (let c = 0; c < count; c++) if (c !== own) next = Math.min(next, sums[i * count + c]! / sizes[c]!)
    const larger = Math.max(within, next)
    return larger > 0 ? (next - within) / larger : 0
  })
}

/**
 * Mean silhouette over all tracks.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { silhouette } from "partita/metric"
 * silhouette(matrix([[0], [1], [8], [9]]), [0, 0, 1, 1]) // → 0.875
 * ```
 */
export const silhouette = (x: Matrix, labels: ArrayLike<number>): number => {
  const samples = silhouetteSamples(x, labels)
  return samples.reduce((sum, value) => sum + value, 0) / samples.length
}
