/** Twelve pitch classes from a power spectrum. */
import { BINS, FRAME_SAMPLES, SAMPLE_RATE_HZ, TINY } from "./profile.ts"

/** Pitch classes of one octave, C first. */
export const PITCH_CLASSES = 12

const octaveCentre = 5 // librosa ctroct: weight falls off around the fifth octave above 27.5 Hz
const octaveWidth = 2 // librosa octwidth
const a0 = 440 / 16

/**
 * Weights [pitch class · bin] of the chroma filter bank, C first.
 *
 * `tuning` is the deviation of A from 440 Hz in fractions of a semitone, −0.5 … 0.5.
 * Source: Ellis 2007, "Chroma feature analysis and synthesis"; librosa.filters.chroma.
 */
export const chromaFilters = (tuning: number): Float64Array => {
  const reference = a0 * 2 ** (tuning / PITCH_CLASSES)
  const pitch = new Float64Array(FRAME_SAMPLES)
  for (let bin = 1; bin < FRAME_SAMPLES; bin++) {
    pitch[bin] = PITCH_CLASSES * Math.log2((bin * SAMPLE_RATE_HZ) / FRAME_SAMPLES / reference)
  }
  pitch[0] = pitch[1]! - 1.5 * PITCH_CLASSES // 0 Hz: one and a half octaves below the first bin
  const filters = new Float64Array(PITCH_CLASSES * BINS)
  const column = new Float64Array(PITCH_CLASSES)
  for (let bin = 0; bin < BINS; bin++) {
    const width = Math.max(pitch[bin + 1]! - pitch[bin]!, 1)
    let energy = 0
    for (let pitchClass = 0; pitchClass < PITCH_CLASSES; pitchClass++) {
      const turned = pitch[bin]! - pitchClass + PITCH_CLASSES / 2 + 10 * PITCH_CLASSES
      const distance = turned - PITCH_CLASSES * Math.floor(turned / PITCH_CLASSES) - PITCH_CLASSES / 2
      const weight = Math.exp(-0.5 * ((2 * distance) / width) ** 2)
      column[pitchClass] = weight
      energy += weight * weight
    }
    const octaveWeight = Math.exp(-0.5 * ((pitch[bin]! / PITCH_CLASSES - octaveCentre) / octaveWidth) ** 2)
    for (let pitchClass = 0; pitchClass < PITCH_CLASSES; pitchClass++) {
      const fromC = (pitchClass + PITCH_CLASSES - 3) % PITCH_CLASSES // the reference is an A, three above C
      filters[fromC * BINS + bin] = (column[pitchClass]! / Math.sqrt(energy)) * octaveWeight
    }
  }
  return filters
}

/**
 * Chroma of one power spectrum, scaled so the strongest class is 1; all zero for a silent frame.
 *
 * Shapes: `filters` [12 · bin], `power` [bin] → `out[at … at + 12)`. Source: librosa.feature.chroma_stft(norm=inf).
 */
export const chromaOf = (filters: Float64Array, power: Float64Array, out: Float64Array, at: number): void => {
  for (let pitchClass = 0; pitchClass < PITCH_CLASSES; pitchClass += 4) { // four sums per pass: each power is loaded once
    const row = pitchClass * BINS
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let bin = 0; bin < BINS; bin++) {
      const energy = power[bin]!
      a += filters[row + bin]! * energy
      b += filters[row + BINS + bin]! * energy
      c += filters[row + 2 * BINS + bin]! * energy
      d += filters[row + 3 * BINS + bin]! * energy
    }
    out[at + pitchClass] = a
    out[at + pitchClass + 1] = b
    out[at + pitchClass + 2] = c
    out[at + pitchClass + 3] = d
  }
  let strongest = 0
  for (let pitchClass = 0; pitchClass < PITCH_CLASSES; pitchClass++) {
    strongest = Math.max(strongest, out[at + pitchClass]!)
  }
  if (strongest < TINY) return
  for (let pitchClass = 0; pitchClass < PITCH_CLASSES; pitchClass++) out[at + pitchClass]! /= strongest
}
