/** Mean likeness of each cluster to the one most like it. Source: Davies & Bouldin 1979, A cluster separation measure. */
import { squaredDistance } from "../../../math/distance.ts"
import type { Matrix } from "../../../math/matrix.ts"
import { centroidsOf } from "./centroids.ts"
import { clustersOf, requireSeparable } from "./clusters.ts"

/**
 * How alike each cluster is to the one it is most alike: the mean over clusters of max (sᵢ + sⱼ) / dᵢⱼ. Lower is better.
 * Clusters with one centre give Infinity, unless all spreads are 0, which gives 0. Throws a RangeError without 2 to
 * n − 1 clusters, one label per track and finite data.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { daviesBouldin } from "partita/metric"
 * daviesBouldin(matrix([[0], [1], [8], [9]]), [0, 0, 1, 1]) // → 0.125
 * ```
 */
export const daviesBouldin = (x: Matrix, labels: ArrayLike<number>): number => {
  const clusters = clustersOf(labels)
  requireSeparable("Davies–Bouldin", x, clusters)
  const { count, of, sizes } = clusters
  const means = centroidsOf(x, clusters)
  const spread = new Float64Array(count)
  for (let i = 0; i < x.rows; i++) {
    spread[of[i]!]! += Math.sqrt(squaredDistance(x.data, i * x.cols, means.data, of[i]! * x.cols, x.cols)) /
      sizes[of[i]!]!
  }
  let total = 0
  for (let a = 0; a < count; a++) {
    let worst = 0
    for (let b = 0; b < count; b++) {
      if (a === b || spread[a]! + spread[b]! === 0) continue
      const apart = Math.sqrt(squaredDistance(means.data, a * x.cols, means.data, b * x.cols, x.cols))
      worst = Math.max(worst, (spread[a]! + spread[b]!) / apart)
    }
    total += worst / count
  }
  return total
}
