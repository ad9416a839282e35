/** How far tracks lie from the means of their clusters. */
import { squaredDistance } from "../../math/distance.ts"
import { type Matrix, takeRows } from "../../math/matrix.ts"
import { centroidsOf } from "../metric/clustering/centroids.ts"
import { clustersOf } from "../metric/clustering/clusters.ts"
import { excludeNoise } from "../metric/clustering/noise.ts"

/**
 * Sum of squared distances of all tracks but noise to their cluster's mean. Shapes: [track, feature], [track].
 *
 * @example
 * ```ts
 * import { inertiaOf } from "partita/cluster"
 * import { matrix } from "partita/math"
 * inertiaOf(matrix([[0], [2], [9]]), [0, 0, 1]) // → 2
 * ```
 */
export const inertiaOf = (x: Matrix, labels: ArrayLike<number>): number => {
  const kept = excludeNoise(labels)
  const points = takeRows(x, kept.rows)
  const clusters = clustersOf(kept.labels)
  const { data: means } = centroidsOf(points, clusters)
  return clusters.of.reduce(
    (sum, cluster, i) => sum + squaredDistance(points.data, i * x.cols, means, cluster * x.cols, x.cols),
    0
  )
}
