/** How often the waveform changes sign. */
import { FRAME_SAMPLES, frameCount, HOP_SAMPLES } from "./profile.ts"

const nearZero = 1e-10 // librosa threshold: anything smaller counts as +0

/**
 * Zero crossings of each frame divided by the frame length, the clip's end samples repeated beyond its ends.
 *
 * Shapes: [sample] → [frame]. Units: crossings per sample, 0 … 1. Source: librosa.feature.zero_crossing_rate.
 *
 * @example
 * ```ts
 * import { zeroCrossingRate } from "partita/audio"
 * const alternating = Float32Array.from({ length: 4096 }, (_, i) => i % 2 ? -1 : 1)
 * zeroCrossingRate(alternating)[4] // → 1
 * ```
 */
export const zeroCrossingRate = (samples: Float32Array): Float64Array => {
  const last = samples.length - 1
  const crossingsUpTo = new Int32Array(samples.length)
  let wasNegative = samples[0]! < -nearZero
  for (let i = 1, crossings = 0; i <= last; i++) {
    const isNegative = samples[i]! < -nearZero
    if (isNegative !== wasNegative) crossings++
    crossingsUpTo[i] = crossings
    wasNegative = isNegative
  }
  const out = new Float64Array(frameCount(samples.length))
  for (let t = 0; t < out.length; t++) {
    const from = t * HOP_SAMPLES - FRAME_SAMPLES / 2
    const to = from + FRAME_SAMPLES - 1
    out[t] = (crossingsUpTo[Math.min(to, last)]! - crossingsUpTo[Math.max(from, 0)]!) / FRAME_SAMPLES
  }
  return out
}
