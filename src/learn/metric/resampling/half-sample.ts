/** How far an agreement between labellings may be off because these tracks and no others were heard. */
import { quantile } from "../../../math/quantile.ts"
import type { Random } from "../../../math/random.ts"

/** `tracks` is how many there are, `level` the share of half samples inside the interval; values beyond `most` are cut. */
export interface HalfSampleOptions {
  readonly tracks: number
  readonly resamples: number
  readonly level: number
  readonly most: number
  readonly random: Random
}

/**
 * Interval around the value on all tracks, as wide as the values on random halves spread about their own mean. A half
 * drawn without replacement varies about the whole as the whole does about the truth.
 *
 * Not the bootstrap: a track drawn twice agrees with itself, so that random labels would agree beyond chance in every
 * resample. Centring removes what NMI and purity gain from fewer tracks.
 * Throws a RangeError for fewer than two tracks or no resamples.
 * Source: Shao & Wu 1989, A general theory for jackknife variance estimation; Politis & Romano 1994 (subsampling).
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { halfSampleInterval, purity } from "partita/metric"
 * const [truth, labels] = [[0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 1]] as const
 * const purityOf = (tracks: Int32Array) =>
 *   purity(Array.from(tracks, (i) => truth[i]!), Array.from(tracks, (i) => labels[i]!))
 * const options = { tracks: 6, resamples: 200, level: 0.95, most: 1, random: new Random(7) }
 * halfSampleInterval(purityOf, options).high // → 0.97
 * ```
 */
export const halfSampleInterval = (
  statistic: (tracks: Int32Array) => number,
  { level, most, random, resamples, tracks }: HalfSampleOptions
): { readonly low: number; readonly high: number } => {
  if (tracks < 2 || resamples < 1) {
    throw new RangeError(`${resamples} half samples of ${tracks} tracks; draw at least one from at least two`)
  }
  const half = Math.floor(tracks / 2)
  const values = Float64Array.from(
    { length: resamples },
    () => statistic(random.permutation(tracks).subarray(0, half))
  ).sort()
  const mean = values.reduce((sum, value) => sum + value, 0) / resamples
  // n/2 of n tracks: Var(half − whole) = (1/half − 1/n) σ² against σ²/n
  const scale = Math.sqrt(half / (tracks - half))
  const centre = statistic(Int32Array.from({ length: tracks }, (_, i) => i))
  const at = (q: number) => Math.min(most, centre + scale * (quantile(values, q) - mean))
  return { low: at((1 - level) / 2), high: at((1 + level) / 2) }
}
