/** Correction for having asked several questions. */

/**
 * Adjusted p-values: reject where they are at most the level, and the chance of any false finding stays within it.
 * Shapes: [test] → [test], in the same order. Source: Holm 1979, A simple sequentially rejective multiple test
 * procedure.
 *
 * @example
 * ```ts
 * import { holm } from "partita/metric"
 * holm([0.01, 0.04, 0.03]) // → [0.03, 0.06, 0.06]
 * ```
 */
export const holm = (p: ArrayLike<number>): Float64Array => {
  const order = Array.from(p, (_, i) => i).sort((a, b) => p[a]! - p[b]!)
  const adjusted = new Float64Array(p.length)
  let most = 0
  order.forEach((test, rank) => {
    most = Math.max(most, Math.min(1, (p.length - rank) * p[test]!))
    adjusted[test] = most
  })
  return adjusted
}
