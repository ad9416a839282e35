/** How fast, bright and loud a picture of MFCCs is, as far as twenty coefficients tell: it may be one that a model made. */
import { MEL_CENTRES_HZ } from "./mel.ts"
import { levelsOfMfcc } from "./mfcc.ts"
import { onsetStrength } from "./onset.ts"
import { MEL_BANDS } from "./profile.ts"
import { tempoBpm } from "./tempo.ts"

/** `brightness` is the centroid of the mel bands in Hz, `loudness` their mean power in dB, `tempo` in beats per minute. */
export interface CepstralSound {
  readonly tempo: number
  readonly brightness: number
  readonly loudness: number
}

/**
 * Measures a picture of MFCCs, whose mel bands are those that have just these coefficients.
 *
 * Shapes: `mfcc` [20 · frame]. Frames of nothing but 0 lie behind the end of a clip and are left out of brightness and
 * loudness; a picture of nothing else has a brightness of 0 Hz and a loudness of 0 dB.
 *
 * @example
 * ```ts
 * import { cepstralSound, librosaFeatures } from "partita/audio"
 * import { synthesizeClip } from "partita/corpus"
 * const { mfcc } = librosaFeatures(synthesizeClip("house", 7, 3).samples)
 * const { tempo } = cepstralSound(mfcc.data) // beats per minute
 * ```
 */
export const cepstralSound = (mfcc: ArrayLike<number>): CepstralSound => {
  const levels = levelsOfMfcc(mfcc)
  const frames = levels.length / MEL_BANDS
  let sounding = 0
  let power = 0
  let centroids = 0
  for (let t = 0; t < frames; t++) {
    const own = levels.subarray(t * MEL_BANDS, (t + 1) * MEL_BANDS)
    if (own.every((level) => level === 0)) continue
    const powers = own.map((level) => 10 ** (level / 10))
    const total = powers.reduce((sum, value) => sum + value, 0)
    sounding++
    power += total / MEL_BANDS
    centroids += powers.reduce((sum, value, band) => sum + value * MEL_CENTRES_HZ[band]!, 0) / total
  }
  const tempo = tempoBpm(onsetStrength(levels, "mean"))
  if (sounding === 0) return { tempo, brightness: 0, loudness: 0 }
  return { tempo, brightness: centroids / sounding, loudness: 10 * Math.log10(power / sounding) }
}
