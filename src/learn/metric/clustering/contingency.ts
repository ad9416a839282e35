/** How often each label meets each cluster. */
import { clustersOf } from "./clusters.ts"

/** `cells` [label, cluster] counts; `rows` and `cols` are its margins; `total` is the number of tracks. */
export interface Contingency {
  readonly cells: Float64Array
  readonly rows: Float64Array
  readonly cols: Float64Array
  readonly total: number
}

/** Throws a RangeError when the two labellings differ in length. */
export const contingency = (truth: ArrayLike<number>, labels: ArrayLike<number>): Contingency => {
  if (truth.length !== labels.length) {
    throw new RangeError(
      `${truth.length} labels for ${labels.length} clustered tracks; leave out tracks without a label`
    )
  }
  const a = clustersOf(truth)
  const b = clustersOf(labels)
  const cells = new Float64Array(a.count * b.count)
  for (let i = 0; i < a.of.length; i++) cells[a.of[i]! * b.count + b.of[i]!]!++
  return { cells, rows: Float64Array.from(a.sizes), cols: Float64Array.from(b.sizes), total: a.of.length }
}
