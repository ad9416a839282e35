/** Variance between clusters over variance within. Source: Caliński & Harabasz 1974, A dendrite method. */
import { squaredDistance } from "../../../math/distance.ts"
import type { Matrix } from "../../../math/matrix.ts"
import { centroidsOf } from "./centroids.ts"
import { clustersOf, requireSeparable } from "./clusters.ts"

/**
 * Scatter between clusters over scatter within them, (B / (k − 1)) / (W / (n − k)); 1 when all clusters are single
 * points, as in scikit-learn. Higher is better.
 * Throws a RangeError without 2 to n − 1 clusters, one label per track and finite data.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { calinskiHarabasz } from "partita/metric"
 * calinskiHarabasz(matrix([[0], [1], [8], [9]]), [0, 0, 1, 1]) // → 128
 * ```
 */
export const calinskiHarabasz = (x: Matrix, labels: ArrayLike<number>): number => {
  const clusters = clustersOf(labels)
  requireSeparable("Calinski–Harabasz", x, clusters)
  const { count, of, sizes } = clusters
  const means = centroidsOf(x, clusters)
  const all = centroidsOf(x, clustersOf(new Int32Array(x.rows)))
  let within = 0
  let between = 0
  for (let i = 0; i < x.rows; i++) within += squaredDistance(x.data, i * x.cols, means.data, of[i]! * x.cols, x.cols)
  for (let c = 0; c < count; c++) between += sizes[c]! * squaredDistance(means.data, c * x.cols, all.data, 0, x.cols)
  // the centre of equal tracks may be off by a rounding, whose square is nothing beside what lies between
  return within <= 1e-24 * between ? 1 : (between * (x.rows - count)) / (within * (count - 1))
}
