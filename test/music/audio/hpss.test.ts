import { expect, it } from "vitest"
import { harmonicPercussive } from "../../../src/music/audio/hpss.ts"
import { frameSeries } from "../../../src/music/audio/librosa-features.ts"
import { golden, goldenSignal, largestDifference } from "./golden-audio.ts"

const energy = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0)

const parts = (samples: Float32Array) => harmonicPercussive(samples, frameSeries(samples).spectra)

it("the two parts add up to the clip", () => {
  const samples = goldenSignal("music5s")

  const { harmonic, percussive } = parts(samples)

  expect(largestDifference(harmonic.map((value, i) => value + percussive[i]!), samples)).toBeLessThan(1e-12)
})

it("a steady tone is harmonic, a click is percussive", () => {
  const click = new Float32Array(22050)
  click[11_000] = 1

  const [tone, strike] = [parts(goldenSignal("sine440")), parts(click)]

  expect(energy(tone.harmonic) / energy(tone.percussive)).toBeGreaterThan(100)
  expect(energy(strike.percussive) / energy(strike.harmonic)).toBeGreaterThan(100)
})

it("the harmonic waveform of the music has librosa's variance", () => {
  const { harmonic } = parts(goldenSignal("music5s"))
  const mean = harmonic.reduce((sum, value) => sum + value, 0) / harmonic.length
  const variance = energy(harmonic.map((value) => value - mean)) / harmonic.length

  expect(Math.abs(variance / golden.signals["music5s"]!.scalars["harmony_var"]! - 1)).toBeLessThan(1e-6)
})
