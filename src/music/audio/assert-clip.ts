/** The rule that decides whether a clip can have features. */
import { BadAudio } from "./bad-audio.ts"
import { FRAME_SAMPLES } from "./profile.ts"

/** Loudest sample a silent clip may hold: half a step of 16-bit PCM, so that it would be all zeros as a 16-bit file. */
export const SILENCE_PEAK = 2 ** -16

/** Loudest absolute sample over all channels; NaN or Infinity as soon as one sample is not finite. */
export const peakOf = (channels: ReadonlyArray<Float32Array>): number => {
  let peak = 0
  for (const channel of channels) {
    for (let i = 0; i < channel.length; i++) {
      const size = Math.abs(channel[i]!)
      if (size > peak) peak = size
      else if (size !== size) return NaN
    }
  }
  return peak
}

/**
 * Refuses what has no meaningful features: fewer than 2048 samples, a sample that is not finite, a peak below 2⁻¹⁶.
 * A constant other than zero passes: its features are finite.
 * Failure: BadAudio "too-short", "not-finite" or "silent".
 */
export const assertClip = (samples: Float32Array): void => {
  if (samples.length < FRAME_SAMPLES) {
    throw new BadAudio("too-short", "the clip", `${samples.length} samples, one frame takes ${FRAME_SAMPLES}`)
  }
  const peak = peakOf([samples])
  if (!Number.isFinite(peak)) throw new BadAudio("not-finite", "the clip")
  if (peak < SILENCE_PEAK) throw new BadAudio("silent", "the clip", `its loudest sample is ${peak}`)
}
