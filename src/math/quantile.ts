/**
 * The value below which a share `q` of `sorted` (ascending) lies, linear between neighbours as numpy's default.
 * Throws a RangeError for no values. Source: Hyndman & Fan 1996, definition 7.
 *
 * @example
 * ```ts
 * import { quantile } from "partita/math"
 * quantile([1, 2, 4], 0.75) // → 3
 * ```
 */
export const quantile = (sorted: ArrayLike<number>, q: number): number => {
  if (sorted.length === 0) throw new RangeError("no values have no quantile; pass at least one")
  const at = q * (sorted.length - 1)
  const below = Math.floor(at)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low + (high - low) * (at - below)
}
