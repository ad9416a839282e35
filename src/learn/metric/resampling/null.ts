/** What a metric gives when there is nothing to find. */
import { quantile } from "../../../math/quantile.ts"

/** Mean and central 95 % of the null; `p` is the share of permutations at least as good, the observed one counted in. */
export interface Null {
  readonly mean: number
  readonly low: number
  readonly high: number
  readonly p: number
}

/**
 * Sums up a metric's values under the null beside the observed one. Throws a RangeError for no values.
 * Source of `p`: Phipson & Smyth 2010, Permutation p-values should never be zero.
 *
 * @example
 * ```ts
 * import { summarizeNull } from "partita/metric"
 * summarizeNull(Float64Array.of(0, 0.1, -0.1, 0.05), 0.6, "higher").p // → 0.2
 * ```
 */
export const summarizeNull = (values: Float64Array, observed: number, better: "higher" | "lower"): Null => {
  const asGood = values.filter((value) => better === "higher" ? value >= observed : value <= observed).length
  const sorted = values.toSorted()
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    low: quantile(sorted, 0.025),
    high: quantile(sorted, 0.975),
    p: (asGood + 1) / (values.length + 1)
  }
}
