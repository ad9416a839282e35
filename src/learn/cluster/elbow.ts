/**
 * Where a falling, flattening curve bends most.
 * Source: Satopää, Albrecht, Irwin & Raghavan 2011, Finding a "kneedle" in a haystack.
 */

const sensitivity = 1 // S, §III: how far the curve must fall away after a bend before it counts

/** Entries scaled to 0 … 1; all 0 when they are equal. */
const scaled = (values: ReadonlyArray<number>): ReadonlyArray<number> => {
  const low = Math.min(...values)
  const range = Math.max(...values) - low
  return values.map((value) => range > 0 ? (value - low) / range : 0)
}

/**
 * Position of the first bend that lasts, or of the farthest point below the chord when none does; 0 for a flat curve.
 * The curve is taken as it is: one point per k needs no smoothing.
 *
 * Shapes: `x` [point], ascending, `y` [point]. Throws a RangeError for no points or lengths that differ.
 *
 * @example
 * ```ts
 * import { elbow } from "partita/cluster"
 * elbow([1, 2, 3, 4, 5], [100, 40, 12, 10, 9]) // → 2
 * ```
 */
export const elbow = (x: ReadonlyArray<number>, y: ReadonlyArray<number>): number => {
  if (x.length === 0 || x.length !== y.length) {
    throw new RangeError(`an elbow of ${x.length} places and ${y.length} values; give as many of both`)
  }
  const places = scaled(x)
  const fallen = scaled(y).map((value) => 1 - value)
  const above = fallen.map((value, i) => value - places[i]!)
  const slack = sensitivity / Math.max(1, x.length - 1) // S times the mean distance of places
  const isPeak = (i: number) => above[i]! >= (above[i - 1] ?? Infinity) && above[i]! > (above[i + 1] ?? Infinity)
  for (let i = 1; i < above.length - 1; i++) {
    if (!isPeak(i)) continue
    const threshold = above[i]! - slack
    for (let after = i + 1; after < above.length && !isPeak(after); after++) {
      if (above[after]! < threshold) return i
    }
  }
  return above.indexOf(Math.max(...above))
}
