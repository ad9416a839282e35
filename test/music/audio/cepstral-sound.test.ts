import { expect, it } from "vitest"
import { cepstralSound } from "../../../src/music/audio/cepstral-sound.ts"
import { MEL_CENTRES_HZ } from "../../../src/music/audio/mel.ts"
import { levelsOfMfcc, mfccOf } from "../../../src/music/audio/mfcc.ts"
import { MEL_BANDS } from "../../../src/music/audio/profile.ts"

/** MFCCs of frames in which every band has this level. */
const pictureOf = (frames: number, level: (frame: number, band: number) => number): Float64Array =>
  mfccOf(Float64Array.from(
    { length: frames * MEL_BANDS },
    (_, i) => level(Math.floor(i / MEL_BANDS), i % MEL_BANDS)
  )).data

it("spectra as smooth as twenty coefficients come back from them", () => {
  const smooth = (_: number, band: number) => -40 + 10 * Math.cos((3 * Math.PI * (band + 0.5)) / MEL_BANDS)

  const levels = levelsOfMfcc(pictureOf(2, smooth))

  expect(levels[5]).toBeCloseTo(smooth(0, 5), 9)
  expect(levels[MEL_BANDS + 100]).toBeCloseTo(smooth(1, 100), 9)
})

it("ten decibels more on all bands are ten decibels of loudness and change nothing else", () => {
  const quiet = cepstralSound(pictureOf(40, () => -50))
  const loud = cepstralSound(pictureOf(40, () => -40))

  expect(loud.loudness - quiet.loudness).toBeCloseTo(10, 9)
  expect(loud.brightness).toBeCloseTo(quiet.brightness, 6)
  expect(quiet.brightness).toBeCloseTo(MEL_CENTRES_HZ.reduce((sum, hz) => sum + hz, 0) / MEL_BANDS, 6)
})

it("a spectrum that falls with frequency is darker than one that rises", () => {
  const falling = cepstralSound(pictureOf(40, (_, band) => -band / 4))
  const rising = cepstralSound(pictureOf(40, (_, band) => band / 4))

  expect(falling.brightness).toBeLessThan(rising.brightness / 3)
})

it("pulses every 21 frames have the tempo of 21 frames", () => {
  const pulses = cepstralSound(pictureOf(344, (frame) => frame % 21 === 0 ? -10 : -60))

  expect(pulses.tempo).toBeCloseTo(60 * 22_050 / 512 / 21, 6) // 123 beats per minute
})

it("frames behind the end of a clip are not taken for loud ones", () => {
  const sound = pictureOf(20, () => -30)
  const padded = new Float64Array(20 * 40) // twenty coefficients, forty frames
  for (let k = 0; k < 20; k++) padded.set(sound.subarray(k * 20, (k + 1) * 20), k * 40)

  expect(cepstralSound(padded).loudness).toBeCloseTo(-30, 9)
})
