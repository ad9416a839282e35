/** Global tempo from an onset envelope. */
import { RealFft } from "./fft.ts"
import { hann, HOP_SAMPLES, SAMPLE_RATE_HZ } from "./profile.ts"

const windowFrames = /*#__PURE__*/ Math.floor((8 * SAMPLE_RATE_HZ) / HOP_SAMPLES) // librosa ac_size: eight seconds
const transformFrames = 1024 // a power of two ≥ 2 · windowFrames, so the circular autocorrelation does not wrap
const priorBpm = 120 // librosa start_bpm
const maxBpm = 320 // librosa max_tempo
const smallest = 2.2250738585072014e-308

const bpmOfLag = (lag: number): number => (60 * SAMPLE_RATE_HZ) / (HOP_SAMPLES * lag)

/**
 * Tempo with the highest autocorrelation under a log-normal prior of one octave around 120 beats per minute.
 *
 * Shapes: [frame] → beats per minute, one of the 343 values a whole lag allows; 0 for an envelope without onsets.
 * Source: Ellis 2007, "Beat tracking by dynamic programming"; librosa.feature.tempo defaults.
 *
 * @example
 * ```ts
 * import { librosaFeatures, onsetStrength, tempoBpm } from "partita/audio"
 * import { synthesizeClip } from "partita/corpus"
 * import { transpose } from "partita/math"
 * const { logMel } = librosaFeatures(synthesizeClip("house", 7, 3).samples)
 * tempoBpm(onsetStrength(transpose(logMel).data, "mean")) // → 117
 * ```
 */
export const tempoBpm = (envelope: Float64Array): number => {
  if (envelope.every((strength) => strength === 0)) return 0
  const autocorrelation = meanAutocorrelation(envelope)
  let best = { bpm: 0, score: -Infinity }
  for (let lag = 1; lag < windowFrames; lag++) {
    const bpm = bpmOfLag(lag)
    if (bpm >= maxBpm) continue
    const score = Math.log1p(1e6 * Math.max(autocorrelation[lag]!, -1e-9)) - 0.5 * Math.log2(bpm / priorBpm) ** 2
    if (score > best.score) best = { bpm, score }
  }
  return best.bpm
}

/** Mean over frames of the windowed autocorrelation around each frame, every frame scaled to 1 at lag 0. */
const meanAutocorrelation = (envelope: Float64Array): Float64Array => {
  const half = windowFrames >> 1
  const padded = new Float64Array(envelope.length + 2 * half) // ramps from 0 at both ends
  for (let i = 0; i < half; i++) {
    padded[i] = (envelope[0]! * i) / half
    padded[padded.length - 1 - i] = (envelope[envelope.length - 1]! * i) / half
  }
  padded.set(envelope, half)
  const fft = new RealFft(transformFrames)
  const taper = hann(windowFrames)
  const ones = new Float64Array(transformFrames).fill(1)
  const excerpt = new Float64Array(transformFrames)
  const re = new Float64Array(fft.bins)
  const im = new Float64Array(fft.bins)
  const power = new Float64Array(fft.bins) // the transform is linear: spectra are averaged, then inverted once
  for (let t = 0; t < envelope.length; t++) {
    let energy = 0
    for (let i = 0; i < windowFrames; i++) {
      const value = padded[t + i]! * taper[i]!
      excerpt[i] = value
      energy += value * value
    }
    fft.forward(excerpt, 0, ones, re, im)
    const scale = 1 / ((energy > smallest ? energy : 1) * envelope.length)
    for (let bin = 0; bin < power.length; bin++) power[bin]! += (re[bin]! * re[bin]! + im[bin]! * im[bin]!) * scale
  }
  const autocorrelation = new Float64Array(transformFrames)
  fft.inverse(power, new Float64Array(fft.bins), autocorrelation)
  return autocorrelation
}
