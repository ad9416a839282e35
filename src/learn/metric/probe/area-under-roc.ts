/** How well one number tells two kinds of tracks apart. */
import { averageRanks } from "../test/average-ranks.ts"

/**
 * Chance that a positive track has the larger value than another, ties counted half: 0.5 tells nothing, 0 and 1 all.
 * Null when all tracks are of one kind. Source: Hanley & McNeil 1982.
 *
 * @example
 * ```ts
 * import { areaUnderRoc } from "partita/metric"
 * areaUnderRoc([0.1, 0.4, 0.35, 0.8], [false, false, true, true]) // → 0.75
 * ```
 */
export const areaUnderRoc = (values: ArrayLike<number>, isPositive: ReadonlyArray<boolean>): number | null => {
  const positives = isPositive.filter(Boolean).length
  const negatives = isPositive.length - positives
  if (positives === 0 || negatives === 0) return null
  const sum = averageRanks(values).reduce((total, rank, i) => isPositive[i] ? total + rank : total, 0)
  return (sum - positives * (positives + 1) / 2) / (positives * negatives)
}
