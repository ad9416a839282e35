/** How often the waveform changes sign. */
import { FRAME_SAMPLES, frameCount, HOP_SAMPLES } from "./profile.ts"

const nearZero = 1e-10 // librosa threshold: anything smaller counts as +0

/**
 * Zero crossings of each frame divided by the frame length, the clip's end samples repeated beyond its ends.
 *
 * Shapes: [sample] → [frame]. Units: crossings per sample, 0 … 1. Source: librosa.feature.zero_crossing_rate.
 */
export const zeroCrossingRate = (samples: Float32Array): Float64Array => {
  const half = FRAME_SAMPLES / 2
  const crossingsUpTo = new Int32Array(samples.length + FRAME_SAMPLES) // over the padded clip; padding never crosses
  let wasNegative = samples[0]! < -nearZero
  for (let i = 0; i < crossingsUpTo.length; i++) {
    const sample = samples[Math.min(Math.max(i - half, 0), samples.length - 1)]!
    const isNegative = sample < -nearZero
    crossingsUpTo[i] = (i === 0 ? 0 : crossingsUpTo[i - 1]!) + (isNegative === wasNegative ? 0 : 1)
    wasNegative = isNegative
  }
  const out = new Float64Array(frameCount(samples.length))
  for (let t = 0; t < out.length; t++) {
    const from = t * HOP_SAMPLES
    out[t] = (crossingsUpTo[from + FRAME_SAMPLES - 1]! - crossingsUpTo[from]!) / FRAME_SAMPLES
  }
  return out
}
