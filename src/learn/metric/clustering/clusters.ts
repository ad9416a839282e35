/** Clusters of a labelling, renumbered without gaps. */
import { assertFinite } from "../../../math/assert-finite.ts"
import type { Matrix } from "../../../math/matrix.ts"

/** `of[i]` is the cluster of track i, 0 … count − 1 in order of first appearance of sorted labels; `sizes` counts. */
export interface Clusters {
  readonly of: Int32Array
  readonly count: number
  readonly sizes: Int32Array
}

/** Labels in a range not much wider than their number are looked up in a list, ten times as fast as in a map. */
const numberByList = (labels: ArrayLike<number>, low: number, high: number): Clusters => {
  const counts = new Int32Array(high - low + 1)
  for (let i = 0; i < labels.length; i++) counts[labels[i]! - low]!++
  const number = new Int32Array(counts.length)
  let count = 0
  for (let value = 0; value < counts.length; value++) if (counts[value]! > 0) number[value] = count++
  const of = new Int32Array(labels.length)
  for (let i = 0; i < labels.length; i++) of[i] = number[labels[i]! - low]!
  return { of, count, sizes: counts.filter((size) => size > 0) }
}

/** Renumbers any integer labels. */
export const clustersOf = (labels: ArrayLike<number>): Clusters => {
  let low = Infinity
  let high = -Infinity
  let areIntegers = true
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!
    if (label < low) low = label
    if (label > high) high = label
    areIntegers &&= Number.isInteger(label)
  }
  if (labels.length > 0 && areIntegers && high - low < 4 * labels.length) return numberByList(labels, low, high)
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
