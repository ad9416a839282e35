/** Where the energy of a magnitude spectrum sits: centroid, bandwidth and roll-off, in Hz. */
import { BIN_HZ, BINS, TINY } from "./profile.ts"

/** The three numbers of one frame, in Hz. */
export interface SpectralShape {
  centroidHz: number
  bandwidthHz: number
  rolloffHz: number
}

const rolloffShare = 0.85 // librosa roll_percent

/**
 * Centroid (mean frequency), bandwidth (its standard deviation) and 85 % roll-off of one magnitude spectrum.
 *
 * Shapes: [bin] → `shape`, in Hz; a silent frame gives zeros.
 * Source: Klapuri & Davy 2007; librosa.feature.spectral_{centroid,bandwidth,rolloff}.
 */
export const spectralShape = (magnitude: Float64Array, shape: SpectralShape): void => {
  let total = 0
  let moment = 0
  for (let bin = 0; bin < BINS; bin++) {
    total += magnitude[bin]!
    moment += magnitude[bin]! * BIN_HZ[bin]!
  }
  const norm = total < TINY ? 1 : total
  const centroidHz = moment / norm
  let spread = 0
  for (let bin = 0; bin < BINS; bin++) {
    const away = BIN_HZ[bin]! - centroidHz
    spread += magnitude[bin]! * away * away
  }
  const threshold = rolloffShare * total
  let rolloffBin = 0
  for (let below = magnitude[0]!; below < threshold && rolloffBin < BINS - 1; below += magnitude[rolloffBin]!) {
    rolloffBin++
  }
  shape.centroidHz = centroidHz
  shape.bandwidthHz = Math.sqrt(spread / norm)
  shape.rolloffHz = BIN_HZ[rolloffBin]!
}
