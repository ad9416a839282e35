import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { Random } from "../../../src/math/random.ts"
import { griffinLim } from "../../../src/music/audio/griffin-lim.ts"
import { melToStft } from "../../../src/music/audio/mel-to-stft.ts"
import { melPower } from "../../../src/music/audio/mel.ts"
import { phaseCount, PICTURE_PEAK, pictureSound } from "../../../src/music/audio/picture-sound.ts"
import { pictureTraits } from "../../../src/music/audio/picture-traits.ts"
import { BINS, MEL_BANDS } from "../../../src/music/audio/profile.ts"
import { Stft } from "../../../src/music/audio/stft.ts"
import { goldenSignal, largestDifference } from "./golden-audio.ts"

interface Golden {
  readonly lifted: { readonly distance: number; readonly bands: ReadonlyArray<number> }
  readonly mel: ReadonlyArray<number>
  readonly griffinLim: ReadonlyArray<{
    readonly iterations: number
    readonly momentum: number
    readonly length: number
    readonly convergence: number
    readonly samples: ReadonlyArray<number>
  }>
}

const golden = JSON.parse(
  readFileSync(new URL("../../golden/audio/griffin-lim.json", import.meta.url), "utf8")
) as Golden

const norm = (values: ArrayLike<number>): number =>
  Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0))

/** Magnitudes [frame · bin] and mel power [frame · mel] of a sound. */
const spectraOf = (samples: Float32Array) => {
  const stft = new Stft(samples)
  const magnitudes = new Float64Array(stft.frames * BINS)
  const mel = new Float64Array(stft.frames * MEL_BANDS)
  for (let t = 0; t < stft.frames; t++) {
    stft.load(t)
    magnitudes.set(stft.magnitude, t * BINS)
    melPower(stft.power, mel, t * MEL_BANDS)
  }
  return { magnitudes, mel }
}

/** How far the spectra of a sound are from these magnitudes, as a share of them. */
const convergence = (sound: Float32Array, magnitudes: Float64Array): number =>
  norm(spectraOf(sound).magnitudes.map((value, i) => value - magnitudes[i]!)) / norm(magnitudes)

const second = goldenSignal("music5s").subarray(0, 22_050)
const { magnitudes, mel } = spectraOf(second)

/** Levels [mel · frame] in dB of mel power [frame · mel]. */
const levelsOf = (power: Float64Array): Float64Array => {
  const frames = power.length / MEL_BANDS
  return power.map((_, i) =>
    10 * Math.log10(Math.max(1e-10, power[(i % frames) * MEL_BANDS + Math.floor(i / frames)]!))
  )
}

const bandsOf = (magnitude: Float64Array): Float64Array => {
  const bands = new Float64Array(MEL_BANDS)
  melPower(magnitude.map((value) => value * value), bands, 0)
  return bands
}

it.each(golden.griffinLim)("gives the samples of librosa: $iterations rounds, momentum $momentum", (theirs) => {
  const { iterations, momentum } = theirs

  const sound = griffinLim(magnitudes, { iterations, momentum, phases: magnitudes.map(() => 0) })

  expect(sound).toHaveLength(theirs.length)
  expect(largestDifference(sound.filter((_, i) => i % 199 === 0), theirs.samples)).toBeLessThan(1e-5)
  expect(convergence(sound, magnitudes)).toBeCloseTo(theirs.convergence, 4)
})

it("more rounds bring the spectra nearer, and momentum nearer still", () => {
  const random = new Random(3)
  const phases = magnitudes.map(() => 2 * Math.PI * random.uniform())
  const after = (iterations: number, momentum: number) =>
    convergence(griffinLim(magnitudes, { iterations, momentum, phases }), magnitudes)

  const [none, four, twelve, slow] = [after(0, 0.99), after(4, 0.99), after(12, 0.99), after(12, 0)]

  expect(four).toBeLessThan(0.7 * none)
  expect(twelve).toBeLessThan(four)
  expect(twelve).toBeLessThan(slow)
})

it("bands that a spectrum has are met within a tenth of a decibel, and no bin is below zero", () => {
  const bins = melToStft(mel)
  const off = levelsOf(mel).map((level, i, all) => {
    const frames = all.length / MEL_BANDS
    const [t, band] = [i % frames, Math.floor(i / frames)]
    const met = bandsOf(bins.subarray(t * BINS, (t + 1) * BINS))[band]!
    return Math.abs(10 * Math.log10(Math.max(1e-10, met)) - level)
  })

  expect(bins.every((value) => value >= 0)).toBe(true)
  expect(off.reduce((sum, value) => sum + value, 0) / off.length).toBeLessThan(0.15)
})

it("of bands that no spectrum has, as near as non-negative least squares come", () => {
  const target = Float64Array.from(golden.mel)

  const bands = bandsOf(melToStft(target))

  const distance = norm(bands.map((value, i) => value - target[i]!)) / norm(target)
  expect(distance).toBeGreaterThan(golden.lifted.distance - 1e-9) // those of SciPy are the nearest there are
  expect(distance).toBeLessThan(golden.lifted.distance + 2e-3)
  expect(norm(bands.map((value, i) => value - golden.lifted.bands[i]!)) / norm(target)).toBeLessThan(0.02)
})

it("a sine made a picture and heard again stays at its pitch, loud, unclipped and near its picture", () => {
  const sine = goldenSignal("sine440").subarray(0, 22_050)
  const levels = levelsOf(spectraOf(sine).mel)
  const random = new Random(1)
  const phases = Float64Array.from({ length: phaseCount(levels.length / MEL_BANDS) }, () => 6.3 * random.uniform())

  const { differenceDb, samples } = pictureSound(levels, { iterations: 12, momentum: 0.99, phases })

  const middle = samples.subarray(4096, samples.length - 4096)
  const crossings = middle.filter((value, i) => i > 0 && value >= 0 && middle[i - 1]! < 0).length
  expect(Math.abs(crossings * 22_050 / middle.length - 440)).toBeLessThan(15) // a band is 26 Hz wide
  expect(Math.max(...samples.map(Math.abs))).toBeCloseTo(PICTURE_PEAK, 6)
  expect(norm(samples) / Math.sqrt(samples.length)).toBeGreaterThan(0.2)
  expect(differenceDb).toBeLessThan(3)
})

it("the same picture and phases give the same sound, however loud the picture is", () => {
  const levels = levelsOf(mel.subarray(0, 6 * MEL_BANDS))
  const options = { iterations: 4, momentum: 0.99, phases: new Float64Array(phaseCount(6)) }

  const sound = pictureSound(levels, options)

  expect(pictureSound(levels, options)).toEqual(sound)
  expect(largestDifference(pictureSound(levels.map((level) => level + 40), options).samples, sound.samples))
    .toBeLessThan(1e-6)
})

it("a picture without anything in it is a finite sound", () => {
  const { differenceDb, samples } = pictureSound(new Float64Array(MEL_BANDS * 4), {
    iterations: 2,
    momentum: 0.99,
    phases: new Float64Array(phaseCount(4))
  })

  expect(samples.every(Number.isFinite)).toBe(true)
  expect(Number.isFinite(differenceDb)).toBe(true)
})

it("what is no picture of mel bands is refused", () => {
  expect(() => melToStft(new Float64Array(130))).toThrow("130 numbers are no frames of 128 bands")
  expect(() => griffinLim(new Float64Array(BINS), { iterations: 1, momentum: 0, phases: new Float64Array(BINS) }))
    .toThrow("no two frames")
})

it("traits tell low from high and still from moving", () => {
  const frames = 4
  const high = Float64Array.from({ length: MEL_BANDS * frames }, (_, i) => Math.floor(i / frames) < 64 ? -60 : -10)
  const moving = Float64Array.from({ length: MEL_BANDS * frames }, (_, i) => i % 2 === 0 ? -20 : -30)

  expect(pictureTraits(high)).toEqual({ low: -60, high: -10, movement: 0 })
  expect(pictureTraits(moving)).toEqual({ low: -25, high: -25, movement: 10 })
})
