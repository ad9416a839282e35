/** The `meyda` feature profile: Meyda's own extractors, called on our spectra. */
import { assertClip } from "./assert-clip.ts"
import { meanVariance } from "./mean-variance.ts"
import { BIN_HZ, FRAME_SAMPLES, hann, HOP_SAMPLES, SAMPLE_RATE_HZ } from "./profile.ts"
import { Stft } from "./stft.ts"

/** Meyda's extractors that turn one frame into one number, by Meyda's names. */
const scalars = [
  "rms",
  "energy",
  "zcr",
  "spectralCentroid",
  "spectralSpread",
  "spectralSkewness",
  "spectralKurtosis",
  "spectralRolloff",
  "spectralFlatness",
  "spectralCrest",
  "spectralSlope",
  "perceptualSpread",
  "perceptualSharpness"
] as const
const barkBands = 24
const meydaBins = FRAME_SAMPLES / 2 // Meyda leaves out the bin at half the sample rate

const series = [
  ...scalars,
  "loudnessTotal",
  ...Array.from({ length: barkBands }, (_, band) => `loudness${band + 1}`)
]

/**
 * Names of the 76 numbers: mean and population variance over time of 14 scalars and 24 Bark bands of loudness.
 *
 * @example
 * ```ts
 * import { MEYDA_FEATURE_NAMES } from "partita/audio"
 * MEYDA_FEATURE_NAMES.slice(0, 2) // → ["rms_mean", "rms_var"]
 * ```
 */
export const MEYDA_FEATURE_NAMES: ReadonlyArray<string> = /*#__PURE__*/ series.flatMap((
  name
) => [`${name}_mean`, `${name}_var`])

/** What Meyda's extractors read; each takes the parts it needs. */
interface MeydaFrame {
  readonly ampSpectrum: Float32Array
  readonly barkScale: Float32Array
  readonly bufferSize: number
  readonly numberOfBarkBands: number
  readonly sampleRate: number
  readonly signal: Float32Array
}

interface MeydaExtractors extends Readonly<Record<(typeof scalars)[number], (frame: MeydaFrame) => number>> {
  readonly loudness: (frame: MeydaFrame) => { readonly specific: Float32Array; readonly total: number }
}

/**
 * Mean and variance over frames of Meyda's features of a mono clip at 22 050 Hz; Meyda is loaded on first use.
 *
 * Shapes: [sample] → 76 numbers named by MEYDA_FEATURE_NAMES. Units: Meyda's, so centroid, spread and their kin are in
 * bins, `energy` is per frame, and time-domain features see the windowed frame. An extractor that gives no finite number
 * for a frame (a silent one, say) leaves that frame out; with no frame left both numbers are 0.
 * Deviation: frames and the periodic Hann window are those of the `librosa` profile (Meyda's window is symmetric).
 * Failure: BadAudio as librosaFeatures.
 * Source: Rawlinson, Segal & Fiala 2015, "Meyda: an audio feature extraction library for the Web Audio API".
 *
 * @example
 * ```ts
 * import { meydaFeatures } from "partita/audio"
 * import { synthesizeClip } from "partita/corpus"
 * const { names, vector } = await meydaFeatures(synthesizeClip("bossa", 7, 1).samples)
 * names.length === vector.length // → true
 * ```
 */
export const meydaFeatures = async (
  samples: Float32Array
): Promise<{ readonly names: ReadonlyArray<string>; readonly vector: Float64Array }> => {
  assertClip(samples)
  const extractors = await loadExtractors()
  const stft = new Stft(samples)
  const window = hann(FRAME_SAMPLES)
  const frame: MeydaFrame = {
    ampSpectrum: new Float32Array(meydaBins),
    barkScale,
    bufferSize: FRAME_SAMPLES,
    numberOfBarkBands: barkBands,
    sampleRate: SAMPLE_RATE_HZ,
    signal: new Float32Array(FRAME_SAMPLES)
  }
  const values = series.map(() => new Float64Array(stft.frames))
  for (let t = 0; t < stft.frames; t++) {
    stft.load(t)
    frame.ampSpectrum.set(stft.magnitude.subarray(0, meydaBins))
    for (let i = 0; i < FRAME_SAMPLES; i++) frame.signal[i] = stft.padded[t * HOP_SAMPLES + i]! * window[i]!
    const loudness = extractors.loudness(frame)
    scalars.forEach((name, i) => {
      values[i]![t] = extractors[name](frame)
    })
    values[scalars.length]![t] = loudness.total
    loudness.specific.forEach((level, band) => {
      values[scalars.length + 1 + band]![t] = level
    })
  }
  const finite = values.map((numbers) => numbers.filter(Number.isFinite))
  const vector = finite.flatMap((numbers) => (numbers.length === 0 ? [0, 0] : meanVariance(numbers)))
  return { names: MEYDA_FEATURE_NAMES, vector: Float64Array.from(vector) }
}

/** Meyda is CommonJS, so its object arrives as the default export; its types describe an ES module and say otherwise. */
const loadExtractors = async (): Promise<MeydaExtractors> => {
  const { default: meyda } = await import("meyda")
  return (meyda as unknown as { readonly featureExtractors: MeydaExtractors }).featureExtractors
}

/** Bark value of each bin. Source: Zwicker & Terhardt 1980, with Meyda's constants. */
const barkScale = /*#__PURE__*/ Float32Array.from(
  BIN_HZ.subarray(0, meydaBins),
  (hz) => 13 * Math.atan(hz / 1315.8) + 3.5 * Math.atan((hz / 7518) ** 2)
)
