/** Loudness of each frame as root mean square. */
import { FRAME_SAMPLES, HOP_SAMPLES } from "./profile.ts"

/**
 * Root mean square of each frame, no window.
 *
 * Shapes: `padded` as in Stft, [sample] → [frame]. Units: full scale 1. Source: librosa.feature.rms (zero padding).
 */
export const rmsOf = (padded: Float32Array, frames: number): Float64Array => {
  const out = new Float64Array(frames)
  for (let t = 0; t < frames; t++) {
    const from = t * HOP_SAMPLES
    let energy = 0
    for (let i = from; i < from + FRAME_SAMPLES; i++) energy += padded[i]! * padded[i]!
    out[t] = Math.sqrt(energy / FRAME_SAMPLES)
  }
  return out
}
