/** What is wrong with a sound that can be decoded all the same. */
import type { Audio } from "./audio.ts"

/** `clippedShare` of samples lie in runs at full scale; `silentShare` of 50 ms blocks lie below −60 dB. */
export interface SoundCheck {
  readonly durationSec: number
  readonly peak: number
  /** Root mean square over all channels in dB of full scale; −Infinity for silence. */
  readonly loudnessDb: number
  readonly clippedShare: number
  readonly silentShare: number
}

const fullScale = 0.999 // 32735 of 32767: encoders overshoot and round
const leastRun = 3 // samples: two at full scale happen in sound music
const blockSec = 0.05
const silence = 1e-3 // −60 dB of full scale

const clippedSamples = (channel: Float32Array): number => {
  let clipped = 0
  for (let i = 0; i < channel.length;) {
    let end = i
    while (end < channel.length && Math.abs(channel[end]!) >= fullScale) end++
    if (end - i >= leastRun) clipped += end - i
    i = Math.max(end, i + 1)
  }
  return clipped
}

/** Energy of samples `from` … `to − 1`, summed over channels. */
const energy = (channels: ReadonlyArray<Float32Array>, from: number, to: number): number => {
  let sum = 0
  for (const channel of channels) for (let i = from; i < to; i++) sum += channel[i]! * channel[i]!
  return sum
}

/**
 * Length, loudness, clipping and silence of a sound. Shapes: see Audio. Throws a RangeError for sound without a sample.
 *
 * @example
 * ```ts
 * import { checkSound } from "partita/audio"
 * const square = Float32Array.from({ length: 22050 }, (_, i) => i % 100 < 50 ? 0.5 : -0.5)
 * checkSound({ channels: [square], sampleRateHz: 22050 })
 * // → { durationSec: 1, peak: 0.5, loudnessDb: -6.02, clippedShare: 0, silentShare: 0 }
 * ```
 */
export const checkSound = ({ channels, sampleRateHz }: Audio): SoundCheck => {
  const length = channels[0]?.length ?? 0
  if (length === 0) throw new RangeError("a sound without samples cannot be checked; decode it first")
  const samples = length * channels.length
  const block = Math.max(1, Math.round(blockSec * sampleRateHz))
  let silent = 0
  for (let from = 0; from < length; from += block) {
    const to = Math.min(length, from + block)
    const mean = energy(channels, from, to) / ((to - from) * channels.length)
    if (Math.sqrt(mean) < silence) silent++
  }
  let peak = 0
  for (const channel of channels) for (const value of channel) peak = Math.max(peak, Math.abs(value))
  return {
    durationSec: length / sampleRateHz,
    peak,
    loudnessDb: 10 * Math.log10(energy(channels, 0, length) / samples),
    clippedShare: channels.reduce((sum, channel) => sum + clippedSamples(channel), 0) / samples,
    silentShare: silent / Math.ceil(length / block)
  }
}
