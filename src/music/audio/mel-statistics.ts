/** A clip as 512 numbers: what each mel band does over time. */
import type { Matrix } from "../../math/matrix.ts"
import { row } from "../../math/matrix.ts"
import { meanVariance } from "./mean-variance.ts"

const statistics = ["mean", "std", "min", "max"]
const bandCount = 128

/**
 * Names of the 512 numbers: four blocks of 128 bands.
 *
 * @example
 * ```ts
 * import { MEL_STATISTIC_NAMES } from "partita/audio"
 * MEL_STATISTIC_NAMES.length // → 512
 * ```
 */
export const MEL_STATISTIC_NAMES: ReadonlyArray<string> = statistics.flatMap((statistic) =>
  Array.from({ length: bandCount }, (_, band) => `mel${band + 1}_${statistic}`)
)

/**
 * Mean, population standard deviation, minimum and maximum of every mel band over time.
 *
 * Shapes: [128, frame] → [512]: all means, then all deviations, minima, maxima. Units: dB.
 *
 * @example
 * ```ts
 * import { librosaFeatures, melStatistics } from "partita/audio"
 * import { synthesizeClip } from "partita/corpus"
 * melStatistics(librosaFeatures(synthesizeClip("rock", 7, 1).samples).logMel).length // → 512
 * ```
 */
export const melStatistics = (logMel: Matrix): Float64Array => {
  const bands = logMel.rows
  const out = new Float64Array(statistics.length * bands)
  for (let band = 0; band < bands; band++) {
    const levels = row(logMel, band)
    const [mean, variance] = meanVariance(levels)
    out[band] = mean
    out[bands + band] = Math.sqrt(variance)
    out[2 * bands + band] = levels.reduce((least, level) => Math.min(least, level), Infinity)
    out[3 * bands + band] = levels.reduce((most, level) => Math.max(most, level), -Infinity)
  }
  return out
}
