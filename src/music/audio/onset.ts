/** How much new sound each frame brings. Next: tempo.ts. */
import { FRAME_SAMPLES, HOP_SAMPLES, MEL_BANDS } from "./profile.ts"

/** How the rises of the 128 bands become one number: librosa's onset strength takes the mean, its beat tracker the median. */
export type OnsetAggregate = "mean" | "median"

/** Frames by which an onset lags the rise it came from: one for the difference, two for the centred window. */
const lagFrames = 1 + FRAME_SAMPLES / (2 * HOP_SAMPLES)

/**
 * Onset strength: per frame, the mean or median over mel bands of the rise in level since the frame before.
 *
 * Shapes: `logMelFrames` [frame · mel] in dB → [frame], ≥ 0. The first three frames are 0.
 * Source: Böck & Widmer 2013; librosa.onset.onset_strength defaults.
 *
 * @example
 * ```ts
 * import { librosaFeatures, onsetStrength } from "partita/audio"
 * import { synthesizeClip } from "partita/corpus"
 * import { transpose } from "partita/math"
 * const { logMel } = librosaFeatures(synthesizeClip("house", 7, 3).samples)
 * const envelope = onsetStrength(transpose(logMel).data, "mean") // [frame · mel]
 * envelope.length // → 130
 * ```
 */
export const onsetStrength = (logMelFrames: Float64Array, aggregate: OnsetAggregate): Float64Array => {
  const frames = logMelFrames.length / MEL_BANDS
  const out = new Float64Array(frames)
  const rises = new Float64Array(MEL_BANDS)
  for (let t = 1; t - 1 + lagFrames < frames; t++) {
    let sum = 0
    for (let band = 0; band < MEL_BANDS; band++) {
      const i = t * MEL_BANDS + band
      const rise = Math.max(0, logMelFrames[i]! - logMelFrames[i - MEL_BANDS]!)
      rises[band] = rise
      sum += rise
    }
    out[t - 1 + lagFrames] = aggregate === "mean" ? sum / MEL_BANDS : middle(rises)
  }
  return out
}

const middle = (values: Float64Array): number => {
  values.sort()
  return (values[MEL_BANDS / 2 - 1]! + values[MEL_BANDS / 2]!) / 2
}
