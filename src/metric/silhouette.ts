/** How much closer tracks are to their own cluster than to the next. Source: Rousseeuw 1987, Silhouettes. */
import { squaredDistance } from "../math/distance.ts"
import type { Matrix } from "../math/matrix.ts"
import { clustersOf, requireSeparable } from "./clusters.ts"

const block = 128 // rows whose data stay in the cache together

/** Sum of Euclidean distances from every track to every cluster: [track, cluster]. */
const distanceSums = (x: Matrix, of: Int32Array, count: number): Float64Array => {
  const { cols, data, rows } = x
  const sums = new Float64Array(rows * count)
  for (let i0 = 0; i0 < rows; i0 += block) {
    const i1 = Math.min(rows, i0 + block)
    for (let j0 = i0; j0 < rows; j0 += block) {
      const j1 = Math.min(rows, j0 + block)
      for (let i = i0; i < i1; i++) {
        const own = of[i]!
        for (let j = Math.max(j0, i + 1); j < j1; j++) {
          const distance = Math.sqrt(squaredDistance(data, i * cols, data, j * cols, cols))
          sums[i * count + of[j]!]! += distance
          sums[j * count + own]! += distance
        }
      }
    }
  }
  return sums
}

/**
 * Silhouette of every track, −1 … 1; a track alone in its cluster has 0.
 * Shapes: `x` [track, feature], `labels` [track] → [track]. Throws a RangeError without 2 to n − 1 clusters.
 */
export const silhouetteSamples = (x: Matrix, labels: ArrayLike<number>): Float64Array => {
  const clusters = clustersOf(labels)
  requireSeparable("silhouette", clusters)
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

/** Mean silhouette over all tracks. */
export const silhouette = (x: Matrix, labels: ArrayLike<number>): number => {
  const samples = silhouetteSamples(x, labels)
  return samples.reduce((sum, value) => sum + value, 0) / samples.length
}
