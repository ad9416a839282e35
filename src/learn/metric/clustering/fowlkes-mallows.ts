/** Agreement over pairs, not corrected for chance. Source: Fowlkes & Mallows 1983, Comparing two hierarchical clusterings. */
import { contingency } from "./contingency.ts"

const orderedPairs = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count * (count - 1), 0)

/**
 * Geometric mean of the shares of pairs together in one labelling that are together in the other, 0 … 1; 0 when no pair
 * is. Throws a RangeError when the labellings differ in length.
 *
 * @example
 * ```ts
 * import { fowlkesMallows } from "partita/metric"
 * fowlkesMallows([0, 0, 1, 1], [0, 0, 0, 1]) // → 0.408
 * ```
 */
export const fowlkesMallows = (truth: ArrayLike<number>, labels: ArrayLike<number>): number => {
  const { cells, cols, rows } = contingency(truth, labels)
  const both = orderedPairs(cells)
  return both === 0 ? 0 : Math.sqrt(both / orderedPairs(rows)) * Math.sqrt(both / orderedPairs(cols))
}
