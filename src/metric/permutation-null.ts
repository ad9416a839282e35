/** What a metric gives when labels and tracks have nothing to do with each other. */
import type { Random } from "../math/random.ts"

/** Mean and central 95 % of the null; `p` is the share of permutations at least as good, the observed one counted in. */
export interface Null {
  readonly mean: number
  readonly low: number
  readonly high: number
  readonly p: number
}

/** Linear interpolation between order statistics, NumPy's default. */
const quantile = (sorted: Float64Array, q: number): number => {
  const at = q * (sorted.length - 1)
  const below = Math.floor(at)
  const above = Math.min(sorted.length - 1, below + 1)
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!)
}

/** The labels in a random order: cluster sizes stay, membership does not. */
const shuffled = (labels: ArrayLike<number>, random: Random): Int32Array =>
  Int32Array.from(random.permutation(labels.length), (i) => labels[i]!)

/** Null of `metric` under permutation of `labels`. Source: Good 2005, Permutation, Parametric and Bootstrap Tests. */
export const permutationNull = (
  metric: (labels: Int32Array) => number,
  labels: ArrayLike<number>,
  options: { readonly permutations: number; readonly better: "higher" | "lower"; readonly random: Random }
): Null => {
  const { better, permutations, random } = options
  const observed = metric(Int32Array.from(labels))
  const values = Float64Array.from({ length: permutations }, () => metric(shuffled(labels, random)))
  const asGood = values.filter((value) => better === "higher" ? value >= observed : value <= observed).length
  const sorted = values.sort()
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / permutations,
    low: quantile(sorted, 0.025),
    high: quantile(sorted, 0.975),
    p: (asGood + 1) / (permutations + 1)
  }
}
