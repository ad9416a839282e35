/** How far a method's score may be off because of these tracks and because of these seeds. */
import { quantile } from "../math/quantile.ts"
import type { Random } from "../math/random.ts"
import type { BootstrapInterval } from "./bootstrap.ts"

/** `runs` is how many seeds there are, `level` the share of resamples inside the interval, such as 0.95. */
export interface BootstrapRunsOptions {
  readonly runs: number
  readonly tracks: number
  readonly resamples: number
  readonly level: number
  readonly random: Random
}

/**
 * Percentile interval of the mean over runs of `statistic(run, tracks)`: runs and tracks are both drawn with
 * replacement, and all runs of a resample hear the same tracks, as they did in truth.
 *
 * Percentile and not BCa: the acceleration of BCa needs a jackknife, which two crossed factors do not have, and over
 * five or ten seeds it is noisier than the bias it removes. With few runs the interval is too narrow; report their
 * number.
 * Throws a RangeError for no tracks, runs or resamples.
 * Source: Owen 2007, The pigeonhole bootstrap; Bouthillier et al. 2021 (arXiv:2103.03098) on why seeds belong in.
 */
export const bootstrapRuns = (
  statistic: (run: number, tracks: Int32Array) => number,
  { level, random, resamples, runs, tracks }: BootstrapRunsOptions
): BootstrapInterval => {
  if (tracks < 1 || runs < 1 || resamples < 1) {
    throw new RangeError(`bootstrap of ${runs} runs over ${tracks} tracks, ${resamples} times; all must be at least 1`)
  }
  const values = Float64Array.from({ length: resamples }, () => {
    const drawn = Int32Array.from({ length: tracks }, () => random.int(tracks))
    const times = new Int32Array(runs)
    for (let r = 0; r < runs; r++) times[random.int(runs)]!++
    return times.reduce((sum, count, run) => count === 0 ? sum : sum + count * statistic(run, drawn), 0) / runs
  }).sort()
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / resamples,
    low: quantile(values, (1 - level) / 2),
    high: quantile(values, (1 + level) / 2)
  }
}
