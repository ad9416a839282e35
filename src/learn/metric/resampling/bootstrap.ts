/** How far a statistic may be off because these tracks and no others were heard. */
import { quantile } from "../../../math/quantile.ts"
import type { Random } from "../../../math/random.ts"

/** Mean over resamples and the central `level` of them. */
export interface BootstrapInterval {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** `tracks` is how many there are, `level` the share of resamples inside the interval, such as 0.95. */
export interface BootstrapOptions {
  readonly tracks: number
  readonly resamples: number
  readonly level: number
  readonly random: Random
}

/**
 * Percentile interval of `statistic` over tracks drawn with replacement; it is given the numbers of the tracks drawn.
 *
 * For silhouettes resample the per-track values: repeated tracks are at distance 0 and would flatter the metric itself.
 * For agreement with labels take half-sample.ts: repeated tracks agree with themselves.
 * Throws a RangeError for no tracks or no resamples.
 * Source: Efron 1979, Bootstrap methods: another look at the jackknife.
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { bootstrap } from "partita/metric"
 * const values = [1, 2, 3, 4, 5]
 * const meanOf = (tracks: Int32Array) => tracks.reduce((sum, i) => sum + values[i]!, 0) / tracks.length
 * const { low, high } = bootstrap(meanOf, { tracks: 5, resamples: 200, level: 0.95, random: new Random(7) })
 * low < 3 && 3 < high // → true
 * ```
 */
export const bootstrap = (
  statistic: (indices: Int32Array) => number,
  { level, random, resamples, tracks }: BootstrapOptions
): BootstrapInterval => {
  if (tracks < 1) throw new RangeError("bootstrap over no tracks; give it at least one")
  const values = Float64Array.from(
    { length: resamples },
    () => statistic(Int32Array.from({ length: tracks }, () => random.int(tracks)))
  ).sort()
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / resamples,
    low: quantile(values, (1 - level) / 2),
    high: quantile(values, (1 + level) / 2)
  }
}
