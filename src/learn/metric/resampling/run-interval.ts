/** How far a method's score may be off because of these tracks and because of these seeds. */
import { quantile } from "../../../math/quantile.ts"
import type { Random } from "../../../math/random.ts"
import type { BootstrapInterval } from "./bootstrap.ts"

/**
 * `runs` is how many seeds there are, `level` the share of resamples inside the interval, such as 0.95; values beyond
 * `most` are cut.
 */
export interface RunIntervalOptions {
  readonly runs: number
  readonly tracks: number
  readonly resamples: number
  readonly level: number
  readonly most: number
  readonly random: Random
}

/**
 * Interval of the mean over runs of `statistic(run, tracks)`, whose value on everything is `mean`. Each resample draws
 * runs with replacement and one half of the tracks for all of them, as they heard the same tracks in truth; why halves:
 * half-sample.ts.
 *
 * Percentiles and not BCa: the acceleration of BCa needs a jackknife, which two crossed factors do not have, and over
 * five or ten seeds it is noisier than the bias it removes. With few runs the interval is too narrow; show their number.
 * Throws a RangeError for fewer than two tracks, no runs or no resamples.
 * Source: Owen 2007, The pigeonhole bootstrap; Bouthillier et al. 2021 (arXiv:2103.03098) on why seeds belong in.
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { runInterval } from "partita/metric"
 * const values = [[1, 2, 3, 4], [2, 3, 4, 5]] // [run][track]
 * const meanOf = (run: number, tracks: Int32Array) =>
 *   tracks.reduce((sum, i) => sum + values[run]![i]!, 0) / tracks.length
 * runInterval(meanOf, { runs: 2, tracks: 4, resamples: 200, level: 0.95, most: 9, random: new Random(7) }).mean // → 3
 * ```
 */
export const runInterval = (
  statistic: (run: number, tracks: Int32Array) => number,
  { level, most, random, resamples, runs, tracks }: RunIntervalOptions
): BootstrapInterval => {
  if (tracks < 2 || runs < 1 || resamples < 1) {
    throw new RangeError(
      `${resamples} resamples of ${runs} runs over ${tracks} tracks; draw at least one, from one run and two tracks`
    )
  }
  const half = Math.floor(tracks / 2)
  const all = Int32Array.from({ length: tracks }, (_, i) => i)
  let whole = 0
  for (let run = 0; run < runs; run++) whole += statistic(run, all)
  const values = Float64Array.from({ length: resamples }, () => {
    const drawn = random.permutation(tracks).subarray(0, half)
    const times = new Int32Array(runs)
    for (let r = 0; r < runs; r++) times[random.int(runs)]!++
    return times.reduce((sum, count, run) => count === 0 ? sum : sum + count * statistic(run, drawn), 0) / runs
  }).sort()
  whole /= runs
  const mean = values.reduce((sum, value) => sum + value, 0) / resamples
  const at = (q: number) => Math.min(most, whole + quantile(values, q) - mean)
  return { mean: whole, low: at((1 - level) / 2), high: at((1 + level) / 2) }
}
