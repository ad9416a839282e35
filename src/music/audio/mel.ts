/** Mel bands: Slaney's scale and Slaney's area normalisation, as librosa.filters.mel. */
import { BIN_HZ, BINS, MEL_BANDS, SAMPLE_RATE_HZ } from "./profile.ts"

const linearHzPerMel = 200 / 3 // Slaney 1998: linear below 1 kHz
const breakHz = 1000
const breakMel = breakHz / linearHzPerMel
const logStep = /*#__PURE__*/ Math.log(6.4) / 27 // Slaney 1998: 27 bands from 1 kHz to 6.4 kHz

const melOfHz = (hz: number): number =>
  hz >= breakHz ? breakMel + Math.log(hz / breakHz) / logStep : hz / linearHzPerMel
const hzOfMel = (mel: number): number =>
  mel >= breakMel ? breakHz * Math.exp(logStep * (mel - breakMel)) : mel * linearHzPerMel

/** Frequency in the middle of each of the 128 bands. Units: Hz. */
export const MEL_CENTRES_HZ = /*#__PURE__*/ Float64Array.from(
  { length: MEL_BANDS },
  (_, i) => hzOfMel((melOfHz(SAMPLE_RATE_HZ / 2) * (i + 1)) / (MEL_BANDS + 1))
)

/** Triangles stored without their zeros: band `b` weighs bins `first[b] …` by `weights[start[b] … start[b + 1])`. */
export interface MelFilters {
  readonly first: Int32Array
  readonly start: Int32Array
  readonly weights: Float64Array
}

const buildMelFilters = (): MelFilters => {
  const top = melOfHz(SAMPLE_RATE_HZ / 2)
  const edgeHz = Float64Array.from({ length: MEL_BANDS + 2 }, (_, i) => hzOfMel((top * i) / (MEL_BANDS + 1)))
  const first = new Int32Array(MEL_BANDS)
  const start = new Int32Array(MEL_BANDS + 1)
  const weights: Array<number> = []
  for (let band = 0; band < MEL_BANDS; band++) {
    const [low, middle, high] = [edgeHz[band]!, edgeHz[band + 1]!, edgeHz[band + 2]!]
    first[band] = -1
    for (let bin = Math.floor(low / BIN_HZ[1]!); bin < BINS && BIN_HZ[bin]! < high; bin++) {
      const hz = BIN_HZ[bin]!
      const height = Math.max(0, Math.min((hz - low) / (middle - low), (high - hz) / (high - middle)))
      if (height === 0) continue
      if (first[band] === -1) first[band] = bin
      weights.push((height * 2) / (high - low))
    }
    start[band + 1] = weights.length
  }
  return { first, start, weights: Float64Array.from(weights) }
}

/**
 * The 128 triangular filters from 0 Hz to half the sample rate.
 * Source: Slaney 1998, Auditory Toolbox; librosa.filters.mel(htk=False, norm="slaney").
 */
export const MEL_FILTERS: MelFilters = /*#__PURE__*/ buildMelFilters()

/** Writes the mel power of one power spectrum [bin] into `out[at … at + 128)`. */
export const melPower = (power: Float64Array, out: Float64Array, at: number): void => {
  const { first, start, weights } = MEL_FILTERS
  for (let band = 0; band < MEL_BANDS; band++) {
    const from = start[band]!
    const count = start[band + 1]! - from
    const bin = first[band]!
    let sum = 0
    for (let i = 0; i < count; i++) sum += weights[from + i]! * power[bin + i]!
    out[at + band] = sum
  }
}
