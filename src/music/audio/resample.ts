/** Any sample rate to the rate of the features. */
import type { Audio } from "./audio.ts"

const zeroCrossings = 64 // half-width of the filter in samples of the lower rate
const cutoff = 0.95 // of the lower Nyquist frequency: the pass band ends at 0.90, the stop band starts at 1.00
const kaiserBeta = 0.1102 * (100 - 8.7) // Kaiser 1974: 100 dB of stop-band attenuation

/**
 * Changes the sample rate by a Kaiser-windowed sinc, one filter per phase of the exact ratio of the two rates.
 *
 * Shapes: [n] → [⌈n · toHz / fromHz⌉]; the same array when the rates agree. Flat to 0.90 of the lower Nyquist frequency
 * within 0.001 dB; everything that would alias is attenuated by 100 dB. Failure: RangeError for a rate that is not a
 * positive integer.
 * Source: Crochiere & Rabiner 1983 §2.3 (polyphase); Kaiser 1974 (window).
 *
 * @example
 * ```ts
 * import { resample } from "partita/audio"
 * resample(new Float32Array(44100), 44100, 22050).length // → 22050
 * ```
 */
export const resample = (samples: Float32Array, fromHz: number, toHz: number): Float32Array => {
  if (![fromHz, toHz].every((hz) => Number.isSafeInteger(hz) && hz > 0)) {
    throw new RangeError(`resample: cannot go from ${fromHz} to ${toHz} Hz. Both rates must be positive whole numbers.`)
  }
  if (fromHz === toHz) return samples
  const divisor = greatestCommonDivisor(fromHz, toHz)
  const up = toHz / divisor
  const down = fromHz / divisor
  const scale = Math.min(1, up / down) // samples of the lower rate per input sample
  const reach = Math.ceil(zeroCrossings / scale)
  const filters = phaseFilters(up, scale, reach)
  const padded = new Float64Array(samples.length + 2 * reach)
  padded.set(samples, reach)
  const out = new Float32Array(Math.ceil((samples.length * up) / down))
  for (let first = 0; first < Math.min(up, out.length); first++) {
    const phase = (first * down) % up
    const base = Math.floor((first * down) / up) + 1 // of the first input sample under the filter, in `padded`
    filterPhase(
      { padded, base, step: down, filter: filters.subarray(phase * 2 * reach, (phase + 1) * 2 * reach) },
      out,
      first,
      up
    )
  }
  return out
}

/**
 * Mean of the channels, at `sampleRateHz`. Shapes: [channel][sample] → [sample].
 *
 * @example
 * ```ts
 * import { toMono } from "partita/audio"
 * toMono({ channels: [Float32Array.of(1, 0), Float32Array.of(0, 0)], sampleRateHz: 22050 }, 22050) // → [0.5, 0]
 * ```
 */
export const toMono = (audio: Audio, sampleRateHz: number): Float32Array => {
  const [first, ...others] = audio.channels
  if (first === undefined) throw new RangeError("toMono: the audio has no channel. Decode it with decodeAudio first.")
  if (others.length === 0) return resample(first, audio.sampleRateHz, sampleRateHz)
  const mix = new Float64Array(first)
  for (const channel of others) for (let i = 0; i < mix.length; i++) mix[i]! += channel[i]!
  const mono = new Float32Array(mix.length)
  for (let i = 0; i < mono.length; i++) mono[i] = mix[i]! / audio.channels.length
  return resample(mono, audio.sampleRateHz, sampleRateHz)
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))

/** Filters [phase · tap], each scaled to pass a constant unchanged. */
const phaseFilters = (phases: number, scale: number, reach: number): Float64Array => {
  const taps = 2 * reach
  const filters = new Float64Array(phases * taps)
  const filter = new Float64Array(taps)
  for (let phase = 0; phase < phases; phase++) {
    let sum = 0
    for (let tap = 0; tap < taps; tap++) {
      const away = (tap - reach + 1 - phase / phases) * scale // in samples of the lower rate
      filter[tap] = sinc(away * cutoff) * kaiser(away / zeroCrossings)
      sum += filter[tap]!
    }
    for (let tap = 0; tap < taps; tap++) filters[phase * taps + tap] = filter[tap]! / sum
  }
  return filters
}

interface PhaseInput {
  readonly padded: Float64Array
  readonly base: number
  readonly step: number
  readonly filter: Float64Array
}

/**
 * Every `up`-th output from `first` on uses the same filter: four of them at once, so each tap is loaded once for all
 * and no addition waits for the one before. Each output adds its taps in order, whatever the group it is in.
 */
const filterPhase = (
  { padded, base, step, filter }: PhaseInput,
  out: Float32Array,
  first: number,
  up: number
): void => {
  const taps = filter.length
  let at = base
  let i = first
  for (; i + 3 * up < out.length; i += 4 * up, at += 4 * step) {
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (
      let tap = 0, p = at, q = at + step, r = at + 2 * step, s = at + 3 * step;
      tap < taps;
      tap++, p++, q++, r++, s++
    ) {
      const weight = filter[tap]!
      a += padded[p]! * weight
      b += padded[q]! * weight
      c += padded[r]! * weight
      d += padded[s]! * weight
    }
    out[i] = a
    out[i + up] = b
    out[i + 2 * up] = c
    out[i + 3 * up] = d
  }
  for (; i < out.length; i += up, at += step) {
    let sum = 0
    for (let tap = 0; tap < taps; tap++) sum += padded[at + tap]! * filter[tap]!
    out[i] = sum
  }
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x))

/** Kaiser's window over −1 … 1. */
const kaiser = (x: number): number => (Math.abs(x) >= 1 ? 0 : bessel0(kaiserBeta * Math.sqrt(1 - x * x)) / kaiserPeak)

/** Modified Bessel function of order 0, by its power series. */
const bessel0 = (x: number): number => {
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}
const kaiserPeak = /*#__PURE__*/ bessel0(kaiserBeta)
