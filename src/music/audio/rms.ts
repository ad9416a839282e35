/** Loudness of each frame as root mean square. */
import { FRAME_SAMPLES, HOP_SAMPLES } from "./profile.ts"

/**
 * Root mean square of each frame, no window.
 *
 * Shapes: `padded` as in Stft, [sample] → [frame]. Units: full scale 1. Source: librosa.feature.rms (zero padding).
 */
export const rmsOf = (padded: Float32Array, frames: number): Float64Array => {
  const hopEnergy = new Float64Array(Math.floor(padded.length / HOP_SAMPLES)) // a frame is four whole hops
  for (let hop = 0; hop < hopEnergy.length; hop++) {
    let energy = 0
    for (let i = hop * HOP_SAMPLES; i < (hop + 1) * HOP_SAMPLES; i++) energy += padded[i]! * padded[i]!
    hopEnergy[hop] = energy
  }
  const out = new Float64Array(frames)
  for (let t = 0; t < frames; t++) {
    let energy = 0
    for (let hop = t; hop < t + FRAME_SAMPLES / HOP_SAMPLES; hop++) energy += hopEnergy[hop]!
    out[t] = Math.sqrt(energy / FRAME_SAMPLES)
  }
  return out
}
