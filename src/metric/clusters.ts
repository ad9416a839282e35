/** Clusters of a labelling, renumbered without gaps. */
import { assertFinite } from "../math/assert-finite.ts"
import type { Matrix } from "../math/matrix.ts"

/** `of[i]` is the cluster of track i, 0 … count − 1 in order of first appearance of sorted labels; `sizes` counts. */
export interface Clusters {
  readonly of: Int32Array
  readonly count: number
  readonly sizes: Int32Array
}

/** Renumbers any integer labels. */
export const clustersOf = (labels: ArrayLike<number>): Clusters => {
  const distinct = [...new Set(Array.from(labels))].sort((a, b) => a - b)
  const number = new Map(distinct.map((label, i) => [label, i]))
  const of = Int32Array.from(labels, (label) => number.get(label)!)
  const sizes = new Int32Array(distinct.length)
  for (const cluster of of) sizes[cluster]!++
  return { of, count: distinct.length, sizes }
}

/**
 * Throws a RangeError unless `x` is finite, every row of it has a label and there are 2 to n − 1 clusters, as internal
 * metrics need.
 */
export const requireSeparable = (metric: string, x: Matrix, clusters: Clusters): void => {
  const { length } = clusters.of
  if (length !== x.rows) throw new RangeError(`${metric}: ${length} labels for ${x.rows} tracks; pass one for each`)
  if (clusters.count < 2 || clusters.count > length - 1) {
    throw new RangeError(`${metric} needs 2 to ${length - 1} clusters for ${length} tracks, not ${clusters.count}`)
  }
  assertFinite(x, metric)
}
