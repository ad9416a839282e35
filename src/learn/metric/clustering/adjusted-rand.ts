/** Agreement over pairs, corrected for chance. Source: Hubert & Arabie 1985, Comparing partitions. */
import { contingency } from "./contingency.ts"

const pairs = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count * (count - 1) / 2, 0)

/**
 * Agreement of two labellings over pairs of tracks, corrected for chance: 1 for equal partitions, about 0 for
 * independent ones; 1 when both are trivial in the same way.
 *
 * @example
 * ```ts
 * import { adjustedRand } from "partita/metric"
 * adjustedRand([0, 0, 1, 1], [5, 5, 3, 3]) // → 1
 * adjustedRand([0, 0, 1, 1], [0, 1, 0, 1]) // → -0.5
 * ```
 */
export const adjustedRand = (truth: ArrayLike<number>, labels: ArrayLike<number>): number => {
  const { cells, cols, rows, total } = contingency(truth, labels)
  const both = pairs(cells)
  const inRows = pairs(rows)
  const inCols = pairs(cols)
  const all = total * (total - 1) / 2
  const expected = all === 0 ? 0 : inRows * inCols / all
  const largest = (inRows + inCols) / 2
  return largest === expected ? 1 : (both - expected) / (largest - expected)
}
