/** From mel bands back to the bins of a spectrum, as far as bands tell. Next: griffin-lim.ts. */
import { MEL_FILTERS } from "./mel.ts"
import { BINS, MEL_BANDS } from "./profile.ts"

/** A bin lies under at most two triangles; the weights are 0 where there is none. */
interface BinWeights {
  readonly below: Int32Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly square: Float64Array
}

const weightsOfBins = (): BinWeights => {
  const below = new Int32Array(BINS)
  const [lower, upper, square] = [new Float64Array(BINS), new Float64Array(BINS), new Float64Array(BINS)]
  const { first, start, weights } = MEL_FILTERS
  for (let band = MEL_BANDS - 1; band >= 0; band--) {
    for (let i = start[band]!; i < start[band + 1]!; i++) {
      const bin = first[band]! + i - start[band]!
      if (below[bin] === band + 1) upper[bin] = lower[bin]!
      below[bin] = band
      lower[bin] = weights[i]!
      square[bin] = lower[bin]! ** 2 + upper[bin]! ** 2
    }
  }
  return { below, lower, upper, square }
}

/** Filters times their transpose is tridiagonal: only neighbours overlap. Shapes: both [mel]. */
const gramOf = ({ below, lower, square, upper }: BinWeights) => {
  const [own, next] = [new Float64Array(MEL_BANDS), new Float64Array(MEL_BANDS)]
  for (let bin = 0; bin < BINS; bin++) {
    if (square[bin] === 0) continue
    const band = below[bin]!
    own[band]! += lower[bin]! ** 2
    if (upper[bin] === 0) continue
    own[band + 1]! += upper[bin]! ** 2
    next[band]! += lower[bin]! * upper[bin]!
  }
  return { own, next }
}

const bins = /*#__PURE__*/ weightsOfBins()
const gram = /*#__PURE__*/ gramOf(bins)

/** Solves gram · y = mel in place: Thomas's algorithm. */
const solve = (mel: Float64Array): Float64Array => {
  const { next, own } = gram
  const share = new Float64Array(MEL_BANDS)
  for (let band = 0; band < MEL_BANDS; band++) {
    const left = band === 0 ? 0 : next[band - 1]!
    const pivot = own[band]! - (band === 0 ? 0 : left * share[band - 1]!)
    share[band] = next[band]! / pivot
    mel[band] = (mel[band]! - (band === 0 ? 0 : left * mel[band - 1]!)) / pivot
  }
  for (let band = MEL_BANDS - 2; band >= 0; band--) mel[band]! -= share[band]! * mel[band + 1]!
  return mel
}

const sweepsAtMost = 60
const close = 1e-2 // of the bands' length: on music a tenth of a decibel
const still = 1e-3 // of the error that is left: no sound has these bands, and this is as near as one comes

/**
 * The spectra whose mel bands are nearest to these, no bin below zero: least squares from the pseudo-inverse, clipped, and
 * then bin by bin.
 *
 * Shapes: `mel` [frame · mel], power → [frame · bin], magnitude. Where several spectra have the same bands it is one of
 * them: within a band nothing is known. Source: librosa.feature.inverse.mel_to_stft, which descends by L-BFGS-B; bin by
 * bin: Franc, Hlaváč & Navara 2005.
 *
 * @example
 * ```ts
 * import { melToStft } from "partita/audio"
 * const magnitudes = melToStft(new Float64Array(128).fill(1))
 * magnitudes.length // → 1025
 * ```
 */
export const melToStft = (mel: Float64Array): Float64Array => {
  const frames = mel.length / MEL_BANDS
  if (!Number.isInteger(frames)) {
    throw new RangeError(`melToStft: ${mel.length} numbers are no frames of ${MEL_BANDS} bands.`)
  }
  const out = new Float64Array(frames * BINS)
  for (let t = 0; t < frames; t++) {
    const power = out.subarray(t * BINS, (t + 1) * BINS)
    frameToBins(mel.subarray(t * MEL_BANDS, (t + 1) * MEL_BANDS), power)
    for (let bin = 0; bin < BINS; bin++) power[bin] = Math.sqrt(power[bin]!)
  }
  return out
}

/** Writes the power of one frame. Shapes: `mel` [mel], `power` [bin]. */
const frameToBins = (mel: Float64Array, power: Float64Array): void => {
  const { below, lower, square, upper } = bins
  const dual = solve(Float64Array.from(mel))
  const rest = new Float64Array(MEL_BANDS + 1) // what the bands of `power` are too much; one more for the last bins
  rest.set(mel.map((value) => -value))
  let length = 0
  for (const value of mel) length += value * value
  for (let bin = 0; bin < BINS; bin++) {
    const band = below[bin]!
    const value = lower[bin]! * dual[band]! + (upper[bin] === 0 ? 0 : upper[bin]! * dual[band + 1]!)
    power[bin] = square[bin] === 0 ? 0 : Math.max(0, value)
    rest[band]! += lower[bin]! * power[bin]!
    rest[band + 1]! += upper[bin]! * power[bin]!
  }
  let before = Infinity
  for (let sweep = 0; sweep < sweepsAtMost; sweep++) {
    let error = 0
    for (const value of rest) error += value * value
    if (error <= close * close * length || before - error <= still * error) return
    before = error
    for (let bin = 0; bin < BINS; bin++) {
      if (square[bin] === 0) continue
      const band = below[bin]!
      const slope = lower[bin]! * rest[band]! + upper[bin]! * rest[band + 1]!
      const next = Math.max(0, power[bin]! - slope / square[bin]!)
      const step = next - power[bin]!
      power[bin] = next
      rest[band]! += lower[bin]! * step
      rest[band + 1]! += upper[bin]! * step
    }
  }
}
