/** What a picture of mel bands sounds like, be it a track's or one that a model made. */
import { griffinLim, type GriffinLimOptions } from "./griffin-lim.ts"
import { melToStft } from "./mel-to-stft.ts"
import { melPower } from "./mel.ts"
import { BINS, MEL_BANDS } from "./profile.ts"
import { Stft } from "./stft.ts"

/** The loudest sample of every such sound, so that all are equally loud and none clips when it is encoded. */
export const PICTURE_PEAK = 0.8

/** Samples at 22 050 Hz, and how far the mel bands of what is heard are from the picture's, in the mean, in dB. */
export interface PictureSound {
  readonly samples: Float32Array
  readonly differenceDb: number
}

const rangeDb = 80 // below the picture's peak nothing is looked at: librosa's top_db

/** Levels below the picture's own peak, frame by frame. Shapes: [mel · frame] → [frame · mel]. */
const belowPeak = (levels: ArrayLike<number>): Float64Array => {
  const frames = levels.length / MEL_BANDS
  let peak = -Infinity
  for (let i = 0; i < levels.length; i++) peak = Math.max(peak, levels[i]!)
  return Float64Array.from(levels, (_, i) => {
    const level = levels[(i % MEL_BANDS) * frames + Math.floor(i / MEL_BANDS)]! - peak
    return Math.max(-rangeDb, level)
  })
}

const decibels = (power: number): number => Math.max(-rangeDb, 10 * Math.log10(Math.max(Number.MIN_VALUE, power)))

/** Mean distance of the mel bands of a sound from these levels, both no deeper than the floor. */
const distanceDb = (samples: Float32Array, levels: Float64Array): number => {
  const stft = new Stft(samples)
  const mel = new Float64Array(MEL_BANDS)
  let sum = 0
  for (let t = 0; t < levels.length / MEL_BANDS; t++) {
    stft.load(t)
    melPower(stft.power, mel, 0)
    for (let band = 0; band < MEL_BANDS; band++) sum += Math.abs(decibels(mel[band]!) - levels[t * MEL_BANDS + band]!)
  }
  return sum / levels.length
}

/**
 * Makes a picture audible: bins from bands, then phases that some sound could have, since a picture holds none.
 *
 * Shapes: `levels` [mel · frame], row-major; `phases` [frame · bin]. Units: dB, relative to anything.
 * Failure: RangeError for a picture that is not of 128 bands, or of fewer than two frames.
 *
 * @example
 * ```ts
 * import { pictureSound } from "partita/audio"
 * const levels = Float64Array.from({ length: 128 * 8 }, (_, i) => Math.floor(i / 8) === 20 ? 0 : -80)
 * const { samples } = pictureSound(levels, { iterations: 8, momentum: 0.99, phases: new Float64Array(8 * 1025) })
 * samples.length // → 3584
 * ```
 */
export const pictureSound = (levels: ArrayLike<number>, options: GriffinLimOptions): PictureSound => {
  const target = belowPeak(levels)
  const sound = griffinLim(melToStft(target.map((level) => 10 ** (level / 10))), options)
  const differenceDb = distanceDb(sound, target)
  let peak = 0
  for (const sample of sound) peak = Math.max(peak, Math.abs(sample))
  return { samples: peak === 0 ? sound : sound.map((sample) => PICTURE_PEAK * sample / peak), differenceDb }
}

/** How many phases a picture of so many frames needs. */
export const phaseCount = (frames: number): number => frames * BINS
