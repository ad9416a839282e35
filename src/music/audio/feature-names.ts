/** Column names of the 57 features. */
import { MFCC_COEFFICIENTS } from "./profile.ts"

const described = [
  "chroma_stft",
  "rms",
  "spectral_centroid",
  "spectral_bandwidth",
  "rolloff",
  "zero_crossing_rate",
  "harmony",
  "perceptr"
]
const meanAndVariance = (name: string): ReadonlyArray<string> => [`${name}_mean`, `${name}_var`]

/**
 * The 57 columns of GTZAN's published feature table (`features_30_sec.csv`), in its order and spelling.
 *
 * @example
 * ```ts
 * import { FEATURE_NAMES } from "partita/audio"
 * FEATURE_NAMES.slice(0, 3) // → ["chroma_stft_mean", "chroma_stft_var", "rms_mean"]
 * ```
 */
export const FEATURE_NAMES: ReadonlyArray<string> = [
  ...described.flatMap(meanAndVariance),
  "tempo",
  ...Array.from({ length: MFCC_COEFFICIENTS }, (_, i) => `mfcc${i + 1}`).flatMap(meanAndVariance)
]
