/** Mel-frequency cepstral coefficients. Next: delta.ts. */
import type { Matrix } from "../../math/matrix.ts"
import { zeros } from "../../math/matrix.ts"
import { MEL_BANDS, MFCC_COEFFICIENTS } from "./profile.ts"

/** Rows of the orthonormal cosine transform, [coefficient · mel]. */
const cosines = /*#__PURE__*/ Float64Array.from({ length: MFCC_COEFFICIENTS * MEL_BANDS }, (_, i) => {
  const k = Math.floor(i / MEL_BANDS)
  const band = i % MEL_BANDS
  return Math.cos((Math.PI * k * (2 * band + 1)) / (2 * MEL_BANDS)) * Math.sqrt((k === 0 ? 1 : 2) / MEL_BANDS)
})

/**
 * First 20 coefficients of the orthonormal DCT-II of each frame's log-mel spectrum.
 *
 * Shapes: `logMelFrames` [frame · mel] in dB → [20, frame].
 * Source: Davis & Mermelstein 1980; librosa.feature.mfcc defaults (no liftering).
 */
export const mfccOf = (logMelFrames: Float64Array): Matrix => {
  const frames = logMelFrames.length / MEL_BANDS
  const out = zeros(MFCC_COEFFICIENTS, frames)
  for (let t = 0; t < frames; t++) {
    for (let k = 0; k < MFCC_COEFFICIENTS; k++) {
      let sum = 0
      for (let band = 0; band < MEL_BANDS; band++) {
        sum += cosines[k * MEL_BANDS + band]! * logMelFrames[t * MEL_BANDS + band]!
      }
      out.data[k * frames + t] = sum
    }
  }
  return out
}

/**
 * The log-mel spectra that have these coefficients and nothing finer: what `mfccOf` keeps of those it was given.
 * Shapes: `mfcc` [20 · frame] → [frame · mel] in dB.
 */
export const levelsOfMfcc = (mfcc: ArrayLike<number>): Float64Array => {
  const frames = mfcc.length / MFCC_COEFFICIENTS
  const out = new Float64Array(frames * MEL_BANDS)
  for (let t = 0; t < frames; t++) {
    for (let k = 0; k < MFCC_COEFFICIENTS; k++) {
      const weight = mfcc[k * frames + t]!
      for (let band = 0; band < MEL_BANDS; band++) out[t * MEL_BANDS + band]! += weight * cosines[k * MEL_BANDS + band]!
    }
  }
  return out
}
