/** Means of clusters. */
import { type Matrix, zeros } from "../../../math/matrix.ts"
import type { Clusters } from "./clusters.ts"

/** Mean of every cluster: [cluster, feature]. */
export const centroidsOf = (x: Matrix, { count, of, sizes }: Clusters): Matrix => {
  const means = zeros(count, x.cols)
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.cols; j++) means.data[of[i]! * x.cols + j]! += x.data[i * x.cols + j]! / sizes[of[i]!]!
  }
  return means
}
