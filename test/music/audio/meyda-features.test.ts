import { createRequire } from "node:module"
import { expect, it } from "vitest"
import { MEYDA_FEATURE_NAMES, meydaFeatures } from "../../../src/music/audio/meyda-features.ts"
import { hann } from "../../../src/music/audio/profile.ts"
import { goldenSignal } from "./golden-audio.ts"

interface Meyda {
  bufferSize: number
  sampleRate: number
  windowingFunction: string
  extract(names: ReadonlyArray<string>, signal: Float32Array): Record<string, number> & { loudness: { total: number } }
}

/** Meyda's own path, FFT included, over the five frames of a clip of 2048 samples. */
const meydaItself = (samples: Float32Array, name: string): number => {
  const meyda = createRequire(import.meta.url)("meyda") as Meyda
  meyda.bufferSize = 2048
  meyda.sampleRate = 22050
  meyda.windowingFunction = "rect"
  const padded = new Float32Array(4096)
  padded.set(samples, 1024)
  const window = hann(2048)
  const perFrame = [0, 1, 2, 3, 4].map((t) => {
    const frame = padded.slice(t * 512, t * 512 + 2048).map((sample, i) => sample * window[i]!)
    const found = meyda.extract([name], frame)
    return name === "loudness" ? found.loudness.total : found[name]!
  })
  return perFrame.reduce((sum, value) => sum + value, 0) / 5
}

it.each([
  "rms",
  "energy",
  "zcr",
  "spectralCentroid",
  "spectralSpread",
  "spectralSkewness",
  "spectralKurtosis",
  "spectralRolloff",
  "spectralFlatness",
  "spectralCrest",
  "spectralSlope",
  "perceptualSpread",
  "perceptualSharpness",
  "loudness"
])("the mean of %s is what Meyda's own path gives, to a relative 1e-4", async (name) => {
  const clip = goldenSignal("music5s").slice(30_000, 32_048)

  const { names, vector } = await meydaFeatures(clip)

  const ours = vector[names.indexOf(name === "loudness" ? "loudnessTotal_mean" : `${name}_mean`)]!
  const theirs = meydaItself(clip, name)
  expect(Math.abs(ours - theirs)).toBeLessThan(1e-4 * Math.abs(theirs))
})

it("names each of its 76 numbers once, and they are finite even with a silent half and for a constant", async () => {
  const halfSilent = goldenSignal("noise").slice()
  halfSilent.fill(0, 0, 22050)

  const vectors = await Promise.all([meydaFeatures(halfSilent), meydaFeatures(new Float32Array(4096).fill(0.5))])

  expect(new Set(MEYDA_FEATURE_NAMES).size).toBe(76)
  expect(vectors.map(({ vector }) => [vector.length, vector.every(Number.isFinite)])).toEqual([[76, true], [76, true]])
})
