/** What can be said of a picture of mel bands in three numbers. */
import { MEL_CENTRES_HZ } from "./mel.ts"
import { MEL_BANDS } from "./profile.ts"

/** Bands below this are low, in Hz: bass and the fundamentals of most voices. */
const lowHz = 250
/** Bands above this are high, in Hz: consonants, cymbals, brilliance. */
const highHz = 2000

/**
 * Mean levels of the bands below 250 Hz and above 2 kHz, and the mean change of a band from one frame to the next, all in
 * dB.
 */
export interface PictureTraits {
  readonly low: number
  readonly high: number
  readonly movement: number
}

/**
 * Measures a picture. Shapes: `levels` [mel · frame], row-major, in dB.
 */
export const pictureTraits = (levels: ArrayLike<number>): PictureTraits => {
  const frames = levels.length / MEL_BANDS
  const meanWhere = (isIn: (hz: number) => boolean): number => {
    const bands = Array.from(MEL_CENTRES_HZ.keys()).filter((band) => isIn(MEL_CENTRES_HZ[band]!))
    let sum = 0
    for (const band of bands) for (let t = 0; t < frames; t++) sum += levels[band * frames + t]!
    return sum / (bands.length * frames)
  }
  let steps = 0
  for (let i = 0; i < levels.length; i++) if (i % frames > 0) steps += Math.abs(levels[i]! - levels[i - 1]!)
  return {
    low: meanWhere((hz) => hz < lowHz),
    high: meanWhere((hz) => hz > highHz),
    movement: steps / Math.max(1, MEL_BANDS * (frames - 1))
  }
}
