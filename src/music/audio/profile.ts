/** The numbers of the `librosa` profile: librosa 0.11's defaults, which the golden values were made with. */

/**
 * Rate every feature is computed at.
 *
 * @example
 * ```ts
 * import { SAMPLE_RATE_HZ } from "partita/audio"
 * SAMPLE_RATE_HZ // → 22050
 * ```
 */
export const SAMPLE_RATE_HZ = 22050
/** Samples of one analysis frame; also the shortest clip that has features. */
export const FRAME_SAMPLES = 2048
/** Samples from one frame to the next. */
export const HOP_SAMPLES = 512
/** Frequency bins of one spectrum, 0 Hz to half the sample rate. */
export const BINS = FRAME_SAMPLES / 2 + 1
/** Bands of the mel spectrum. */
export const MEL_BANDS = 128
/** Mel-frequency cepstral coefficients kept. */
export const MFCC_COEFFICIENTS = 20

/** Centre frequency of each bin, in Hz. */
export const BIN_HZ = /*#__PURE__*/ Float64Array.from(
  { length: BINS },
  (_, bin) => (bin * SAMPLE_RATE_HZ) / FRAME_SAMPLES
)

/** Smallest positive normal float32: librosa's "is this frame silent" threshold. */
export const TINY = 1.1754943508222875e-38

/** Frames of a clip of `samples` samples, the first one centred on sample 0. */
export const frameCount = (samples: number): number => 1 + Math.floor(samples / HOP_SAMPLES)

/** One period of the raised cosine: the analysis window, `0.5 − 0.5 cos(2πi/size)`. */
export const hann = (size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size))
