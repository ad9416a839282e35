/** Harmonic–percussive separation by medians of the spectrogram. */
import { RealFft } from "./fft.ts"
import { BINS, FRAME_SAMPLES, hann, HOP_SAMPLES, TINY } from "./profile.ts"
import { MEDIAN_MARGIN, runningMedian } from "./running-median.ts"
import type { Stft } from "./stft.ts"

/** Bins whose time series are gathered together: 16 float32 fill one cache line. */
const tileBins = 16

/** Spectra of a whole clip, [frame · bin], kept because the masks need the frames to come. */
export class StoredSpectra {
  readonly frames: number
  readonly re: Float32Array
  readonly im: Float32Array
  readonly magnitude: Float32Array
  constructor(frames: number) {
    this.frames = frames
    this.re = new Float32Array(frames * BINS)
    this.im = new Float32Array(frames * BINS)
    this.magnitude = new Float32Array(frames * BINS)
  }
  /** Copies the spectrum `stft` holds now into frame `t`. */
  store(t: number, stft: Stft): void {
    this.re.set(stft.re, t * BINS)
    this.im.set(stft.im, t * BINS)
    this.magnitude.set(stft.magnitude, t * BINS)
  }
}

/** The two waveforms, which add up to the clip. */
export interface HarmonicPercussive {
  readonly harmonic: Float64Array
  readonly percussive: Float64Array
}

/**
 * Splits a clip into what lasts (medians over 31 frames) and what strikes (medians over 31 bins), by soft masks of
 * power 2 and margin 1. The two masks add up to 1, so the percussive part is the clip minus the harmonic part.
 *
 * Shapes: `samples` [sample] and its spectra → two [sample].
 * Source: Fitzgerald 2010; Driedger, Müller & Disch 2014; librosa.effects.hpss defaults.
 */
export const harmonicPercussive = (samples: Float32Array, spectra: StoredSpectra): HarmonicPercussive => {
  const lasting = mediansOverTime(spectra)
  const harmonic = maskedWaveform(spectra, lasting, samples.length)
  const percussive = new Float64Array(samples.length)
  for (let i = 0; i < percussive.length; i++) percussive[i] = samples[i]! - harmonic[i]!
  return { harmonic, percussive }
}

const mediansOverTime = ({ frames, magnitude }: StoredSpectra): Float32Array => {
  const medians = new Float32Array(frames * BINS)
  const stride = frames + 2 * MEDIAN_MARGIN
  const bits = new Int32Array(magnitude.buffer) // medians compare bits, see running-median.ts
  const medianBits = new Int32Array(medians.buffer)
  const tile = new Int32Array(tileBins * stride) // [bin in tile, margin + frame + margin]
  const result = new Int32Array(tileBins * frames)
  for (let firstBin = 0; firstBin < BINS; firstBin += tileBins) {
    const bins = Math.min(tileBins, BINS - firstBin)
    for (let t = 0; t < frames; t++) {
      for (let b = 0; b < bins; b++) tile[b * stride + MEDIAN_MARGIN + t] = bits[t * BINS + firstBin + b]!
    }
    for (let b = 0; b < bins; b++) {
      runningMedian(tile.subarray(b * stride, (b + 1) * stride), frames, result.subarray(b * frames, (b + 1) * frames))
    }
    for (let t = 0; t < frames; t++) {
      for (let b = 0; b < bins; b++) medianBits[t * BINS + firstBin + b] = result[b * frames + t]!
    }
  }
  return medians
}

const maskedWaveform = (spectra: StoredSpectra, lasting: Float32Array, sampleCount: number): Float64Array => {
  const fft = new RealFft(FRAME_SAMPLES)
  const window = hann(FRAME_SAMPLES)
  const padded = new Float64Array(FRAME_SAMPLES + HOP_SAMPLES * (spectra.frames - 1))
  const bits = new Int32Array(spectra.magnitude.buffer)
  const row = new Int32Array(BINS + 2 * MEDIAN_MARGIN)
  const striking = new Float32Array(BINS)
  const strikingBits = new Int32Array(striking.buffer)
  const re = new Float64Array(BINS)
  const im = new Float64Array(BINS)
  const frame = new Float64Array(FRAME_SAMPLES)
  for (let t = 0; t < spectra.frames; t++) {
    const at = t * BINS
    row.set(bits.subarray(at, at + BINS), MEDIAN_MARGIN)
    runningMedian(row, BINS, strikingBits)
    for (let bin = 0; bin < BINS; bin++) {
      const mask = softMask(lasting[at + bin]!, striking[bin]!)
      re[bin] = spectra.re[at + bin]! * mask
      im[bin] = spectra.im[at + bin]! * mask
    }
    fft.inverse(re, im, frame)
    const from = t * HOP_SAMPLES
    for (let i = 0; i < FRAME_SAMPLES; i++) padded[from + i]! += window[i]! * frame[i]!
  }
  const half = FRAME_SAMPLES / 2
  const harmonic = padded.subarray(half, half + sampleCount)
  for (let i = 0; i < sampleCount; i++) harmonic[i]! /= windowEnergy(window, half + i, spectra.frames)
  return harmonic
}

/** Sum over the frames that cover `sample` of the squared window there; never 0 half a frame or more from the start. */
const windowEnergy = (window: Float64Array, sample: number, frames: number): number => {
  const last = Math.min(frames - 1, Math.floor(sample / HOP_SAMPLES))
  let energy = 0
  for (let t = last, at = sample - last * HOP_SAMPLES; t >= 0 && at < FRAME_SAMPLES; t--, at += HOP_SAMPLES) {
    energy += window[at]! * window[at]!
  }
  return energy
}

/** Share of the energy that goes to `lasting`; a silent bin is split evenly. Squares of float32 cannot overflow here. */
const softMask = (lasting: number, striking: number): number => {
  if (Math.max(lasting, striking) < TINY) return 0.5
  const energy = lasting * lasting
  return energy / (energy + striking * striking)
}
