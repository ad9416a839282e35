/** Whether paired differences are symmetric about 0, by their ranks. */
import { averageRanks } from "./average-ranks.ts"
import { normalTail } from "./normal-tail.ts"

const exactUpTo = 200 // pairs; beyond, the normal limit is within 1e-3

/** P(|W − mean| ≥ |observed − mean|) over all sign patterns; ranks come doubled so that halves are whole. */
const exact = (doubled: Int32Array, observed: number): number => {
  const total = doubled.reduce((sum, rank) => sum + rank, 0)
  let chances = new Float64Array(total + 1)
  chances[0] = 1
  for (const rank of doubled) {
    const next = new Float64Array(total + 1)
    for (let w = 0; w <= total; w++) next[w] = (chances[w]! + (w >= rank ? chances[w - rank]! : 0)) / 2
    chances = next
  }
  const away = Math.abs(2 * observed - total)
  return Math.min(1, chances.reduce((sum, chance, w) => Math.abs(2 * w - total) >= away ? sum + chance : sum, 0))
}

/** Normal limit. The variance is that of the actual ranks, so ties need no separate correction. */
const limit = (doubled: Int32Array, observed: number): number => {
  const mean = doubled.reduce((sum, rank) => sum + rank, 0) / 2
  const variance = doubled.reduce((sum, rank) => sum + rank * rank, 0) / 4
  return 2 * normalTail(Math.abs(observed - mean) / Math.sqrt(variance))
}

/**
 * Two-sided p of the signed-rank test; differences of 0 are dropped, and 1 is returned when nothing is left. Exact to
 * 200 pairs, ties included. Throws a RangeError for a difference that is not a number.
 * Source: Wilcoxon 1945, Individual comparisons by ranking methods; for methods on data sets: Demšar 2006.
 *
 * @example
 * ```ts
 * import { wilcoxonSignedRank } from "partita/metric"
 * wilcoxonSignedRank([0.1, 0.2, 0.15, 0.3, 0.25]) // → 0.0625
 * ```
 */
export const wilcoxonSignedRank = (differences: ArrayLike<number>): number => {
  const all = Array.from(differences)
  const bad = all.findIndex((value) => Number.isNaN(value))
  if (bad >= 0) throw new RangeError(`Wilcoxon test: difference ${bad} is NaN; leave out that pair`)
  const values = all.filter((value) => value !== 0)
  if (values.length === 0) return 1
  const doubled = Int32Array.from(averageRanks(values.map(Math.abs)), (rank) => 2 * rank)
  const observed = doubled.reduce((sum, rank, i) => values[i]! > 0 ? sum + rank : sum, 0)
  return values.length <= exactUpTo ? exact(doubled, observed) : limit(doubled, observed)
}
