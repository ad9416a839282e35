/** The default feature profile: librosa's definitions, every feature of a clip from one pass over its spectra. */
import type { Matrix } from "../../math/matrix.ts"
import { zeros } from "../../math/matrix.ts"
import { assertClip } from "./assert-clip.ts"
import { chromaFilters, chromaOf, PITCH_CLASSES } from "./chroma.ts"
import { powerToDecibels } from "./decibel.ts"
import { deltaOf } from "./delta.ts"
import { FEATURE_NAMES } from "./feature-names.ts"
import { harmonicPercussive, StoredSpectra } from "./hpss.ts"
import { meanVariance } from "./mean-variance.ts"
import { melPower } from "./mel.ts"
import { mfccOf } from "./mfcc.ts"
import { onsetStrength } from "./onset.ts"
import { MEL_BANDS } from "./profile.ts"
import { rmsOf } from "./rms.ts"
import { spectralShape } from "./spectral.ts"
import { Stft } from "./stft.ts"
import { tempoBpm } from "./tempo.ts"
import { zeroCrossingRate } from "./zcr.ts"

/** What one pass over a clip gives. */
export interface LibrosaFeatures {
  /** The 57 numbers named by FEATURE_NAMES: means and population variances over time, and the tempo. */
  readonly vector: Float64Array
  /** [20, frame]. */
  readonly mfcc: Matrix
  /** First time derivative of `mfcc`, [20, frame]. */
  readonly mfccDelta: Matrix
  /** Second time derivative of `mfcc`, [20, frame]. */
  readonly mfccDelta2: Matrix
  /** [128, frame], in dB, the loudest at most 80 dB above the quietest. */
  readonly logMel: Matrix
}

/** The series over time behind the 57 means and variances. */
export interface FrameSeries {
  /** [frame · pitch class], C first, the strongest class of a frame 1. */
  readonly chroma: Float64Array
  readonly rms: Float64Array
  readonly centroidHz: Float64Array
  readonly bandwidthHz: Float64Array
  readonly rolloffHz: Float64Array
  readonly zeroCrossingRate: Float64Array
  /** [frame · mel], in dB. */
  readonly logMelFrames: Float64Array
  readonly spectra: StoredSpectra
}

// librosa estimates the tuning per clip; we keep A = 440 Hz, so that one clip's chroma never depends on a histogram's
// winning bin and two excerpts of one track are measured with the same ruler
const tuningSemitones = 0
const chroma = /*#__PURE__*/ chromaFilters(tuningSemitones)

/**
 * All features of the `librosa` profile for a mono clip at 22 050 Hz.
 *
 * Shapes: [sample] → see LibrosaFeatures; frames = 1 + ⌊samples / 512⌋.
 * Failure: BadAudio "too-short" below 2048 samples, "silent" when the peak is below 2⁻¹⁶, "not-finite".
 * Source: librosa 0.11 defaults, except that chroma uses tuning 0 where librosa estimates it.
 *
 * @example
 * ```ts
 * import { FEATURE_NAMES, librosaFeatures } from "partita/audio"
 * import { synthesizeClip } from "partita/corpus"
 * const { logMel, vector } = librosaFeatures(synthesizeClip("house", 7, 3).samples)
 * vector[FEATURE_NAMES.indexOf("tempo")] // → 117
 * logMel.rows // → 128
 * ```
 */
export const librosaFeatures = (samples: Float32Array): LibrosaFeatures => {
  assertClip(samples)
  const series = frameSeries(samples)
  const mfcc = mfccOf(series.logMelFrames)
  return {
    vector: featureVector(samples, series, mfcc),
    mfcc,
    mfccDelta: deltaOf(mfcc, 1),
    mfccDelta2: deltaOf(mfcc, 2),
    logMel: bandsByFrames(series.logMelFrames)
  }
}

/** The one pass over the spectra; exported for the tests that compare each series with librosa's. */
export const frameSeries = (samples: Float32Array): FrameSeries => {
  const stft = new Stft(samples)
  const { frames } = stft
  const spectra = new StoredSpectra(frames)
  const chromaFrames = new Float64Array(frames * PITCH_CLASSES)
  const logMelFrames = new Float64Array(frames * MEL_BANDS)
  const [centroidHz, bandwidthHz, rolloffHz] = [
    new Float64Array(frames),
    new Float64Array(frames),
    new Float64Array(frames)
  ]
  const shape = { centroidHz: 0, bandwidthHz: 0, rolloffHz: 0 }
  for (let t = 0; t < frames; t++) {
    stft.load(t)
    spectra.store(t, stft)
    melPower(stft.power, logMelFrames, t * MEL_BANDS)
    chromaOf(chroma, stft.power, chromaFrames, t * PITCH_CLASSES)
    spectralShape(stft.magnitude, shape)
    centroidHz[t] = shape.centroidHz
    bandwidthHz[t] = shape.bandwidthHz
    rolloffHz[t] = shape.rolloffHz
  }
  powerToDecibels(logMelFrames)
  const rms = rmsOf(stft.padded, frames)
  const zeroCrossings = zeroCrossingRate(samples)
  return {
    chroma: chromaFrames,
    rms,
    centroidHz,
    bandwidthHz,
    rolloffHz,
    zeroCrossingRate: zeroCrossings,
    logMelFrames,
    spectra
  }
}

const featureVector = (samples: Float32Array, series: FrameSeries, mfcc: Matrix): Float64Array => {
  const { harmonic, percussive } = harmonicPercussive(samples, series.spectra)
  const described = [
    series.chroma,
    series.rms,
    series.centroidHz,
    series.bandwidthHz,
    series.rolloffHz,
    series.zeroCrossingRate,
    harmonic,
    percussive
  ]
  const coefficients = Array.from(
    { length: mfcc.rows },
    (_, k) => mfcc.data.subarray(k * mfcc.cols, (k + 1) * mfcc.cols)
  )
  const vector = Float64Array.from([
    ...described.flatMap(meanVariance),
    tempoBpm(onsetStrength(series.logMelFrames, "median")),
    ...coefficients.flatMap(meanVariance)
  ])
  if (vector.length !== FEATURE_NAMES.length) {
    throw new RangeError(`${vector.length} features, ${FEATURE_NAMES.length} names`)
  }
  return vector
}

const bandsByFrames = (logMelFrames: Float64Array): Matrix => {
  const frames = logMelFrames.length / MEL_BANDS
  const out = zeros(MEL_BANDS, frames)
  for (let t = 0; t < frames; t++) {
    for (let band = 0; band < MEL_BANDS; band++) out.data[band * frames + t] = logMelFrames[t * MEL_BANDS + band]!
  }
  return out
}
