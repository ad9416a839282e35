/** How far a number may be off because these tracks and no others were heard. */
import { quantile } from "../../../math/quantile.ts"
import type { Halves } from "./group-halves.ts"

/**
 * How a statistic errs: for each half its value there less the mean over all halves, as wide as the value on all tracks
 * errs. A half drawn without replacement varies about the whole as the whole does about the truth. Null where a half
 * holds no track or the statistic is not finite on it.
 *
 * Not the bootstrap: a track drawn twice agrees with itself, so that random labels would agree beyond chance in every
 * resample. Centring removes what NMI and purity gain from fewer tracks.
 * Source: Shao & Wu 1989, A general theory for jackknife variance estimation; Politis & Romano 1994 (subsampling).
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { groupHalves, halfSampleErrors } from "partita/metric"
 * const values = [1, 2, 3, 4, 5, 6]
 * const halves = groupHalves(values.map(() => null), { resamples: 200, fewest: 2, random: new Random(7) })
 * const meanOf = (tracks: Int32Array) => tracks.reduce((sum, i) => sum + values[i]!, 0) / tracks.length
 * halfSampleErrors(meanOf, halves)!.length // → 200
 * ```
 */
export const halfSampleErrors = (
  statistic: (tracks: Int32Array) => number,
  { count, of, tracksOf }: Halves
): Float64Array | null => {
  const values = new Float64Array(count)
  for (let half = 0; half < count; half++) {
    const tracks = tracksOf(half)
    values[half] = tracks.length === 0 ? NaN : statistic(tracks)
    if (!Number.isFinite(values[half])) return null
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const half = Math.floor(of / 2)
  // h of g groups: Var(half − whole) = (1/h − 1/g) σ² against σ²/g
  const scale = Math.sqrt(half / (of - half))
  return values.map((value) => scale * (value - mean))
}

/**
 * Interval around a value from how it errs: the central `level` of the errors, cut at `most`.
 *
 * @example
 * ```ts
 * import { errorInterval } from "partita/metric"
 * errorInterval(0.5, Float64Array.of(-0.2, -0.1, 0, 0.1, 0.2), { level: 0.5, most: 1 }) // → { low: 0.4, high: 0.6 }
 * ```
 */
export const errorInterval = (
  value: number,
  errors: Float64Array,
  { level, most = Infinity }: { readonly level: number; readonly most?: number }
): { readonly low: number; readonly high: number } => {
  const sorted = errors.toSorted()
  const at = (q: number) => Math.min(most, value + quantile(sorted, q))
  return { low: at((1 - level) / 2), high: at((1 + level) / 2) }
}
