/** The beginning of a clip as a picture, as studies took it: neither the middle nor the whole. */
import { assertClip } from "./assert-clip.ts"
import { powerToDecibels } from "./decibel.ts"
import { melPower } from "./mel.ts"
import { mfccOf } from "./mfcc.ts"
import { HOP_SAMPLES, MEL_BANDS, MFCC_COEFFICIENTS } from "./profile.ts"
import { Stft } from "./stft.ts"

/** Mel powers of frames: [frame · mel]. */
const melFrames = (samples: Float32Array, most: number): Float64Array => {
  const stft = new Stft(samples)
  const count = Math.min(most, stft.frames)
  const out = new Float64Array(count * MEL_BANDS)
  for (let t = 0; t < count; t++) {
    stft.load(t)
    melPower(stft.power, out, t * MEL_BANDS)
  }
  return out
}

/**
 * Twenty MFCCs of the first frames of a mono clip at 22 050 Hz: [sample] → [20, frame], zero behind the clip's end.
 * Failure: BadAudio for a clip that is too short, silent or not finite.
 */
export const firstMfcc = (samples: Float32Array, frames: number): Float32Array => {
  assertClip(samples)
  const levels = melFrames(samples, Infinity)
  powerToDecibels(levels) // its floor is 80 dB below the loudest frame of the whole clip
  const { cols, data } = mfccOf(levels)
  const out = new Float32Array(MFCC_COEFFICIENTS * frames)
  for (let k = 0; k < MFCC_COEFFICIENTS; k++) {
    out.set(data.subarray(k * cols, k * cols + Math.min(frames, cols)), k * frames)
  }
  return out
}

const offset = 1e-9

/**
 * Natural logarithms of mel power + 10⁻⁹ of the first frames: [sample] → [128, frame]. What lies behind the clip's end is
 * 0, which is loud on this scale; the study that this is from has it so.
 * Failure: BadAudio as above.
 */
export const firstLogMel = (samples: Float32Array, frames: number): Float32Array => {
  assertClip(samples)
  const needed = frames * HOP_SAMPLES + HOP_SAMPLES * 4 // a frame reaches two hops beyond its centre
  const power = melFrames(samples.subarray(0, needed), frames)
  const out = new Float32Array(MEL_BANDS * frames)
  for (let t = 0; t < power.length / MEL_BANDS; t++) {
    for (let band = 0; band < MEL_BANDS; band++) {
      out[band * frames + t] = Math.log(power[t * MEL_BANDS + band]! + offset)
    }
  }
  return out
}
