/** Power to decibels, in place. */

const floorPower = 1e-10 // librosa amin
const rangeDb = 80 // librosa top_db

/**
 * Replaces each power by `10 log10(max(1e-10, power))`, then lifts everything to at least 80 dB below the loudest.
 *
 * Units: dB re 1. Returns the smallest value left. Source: librosa.power_to_db(ref=1, amin=1e-10, top_db=80).
 */
export const powerToDecibels = (power: Float64Array): number => {
  let loudest = -Infinity
  let quietest = Infinity
  for (let i = 0; i < power.length; i++) {
    const level = 10 * Math.log10(Math.max(floorPower, power[i]!))
    power[i] = level
    if (level > loudest) loudest = level
    if (level < quietest) quietest = level
  }
  const floor = loudest - rangeDb
  if (quietest >= floor) return quietest
  for (let i = 0; i < power.length; i++) if (power[i]! < floor) power[i] = floor
  return floor
}
