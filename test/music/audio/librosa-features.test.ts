import { describe, expect, it } from "vitest"
import { BadAudio } from "../../../src/music/audio/bad-audio.ts"
import { FEATURE_NAMES } from "../../../src/music/audio/feature-names.ts"
import { frameSeries, librosaFeatures } from "../../../src/music/audio/librosa-features.ts"
import { logMelSquare } from "../../../src/music/audio/log-mel-square.ts"
import { melStatistics } from "../../../src/music/audio/mel-statistics.ts"
import { onsetStrength } from "../../../src/music/audio/onset.ts"
import { tempoBpm } from "../../../src/music/audio/tempo.ts"
import type { SignalName } from "./golden-audio.ts"
import { golden, goldenArray, goldenSignal, largestDifference, transposed } from "./golden-audio.ts"

const signals: ReadonlyArray<SignalName> = ["sine440", "noise", "music5s"]

const expectAllFinite = (samples: Float32Array) => {
  const { vector, mfcc, mfccDelta, mfccDelta2, logMel } = librosaFeatures(samples)
  const numbers = [vector, mfcc.data, mfccDelta.data, mfccDelta2.data, logMel.data, melStatistics(logMel)]

  expect(numbers.map((values) => values.every(Number.isFinite))).toEqual([true, true, true, true, true, true])
}

const refusal = (samples: Float32Array): string => {
  try {
    librosaFeatures(samples)
    return "accepted"
  } catch (error) {
    return error instanceof BadAudio ? error.reason : String(error)
  }
}

describe.each(signals)("the librosa profile of %s", (name) => {
  const samples = goldenSignal(name)
  const series = frameSeries(samples)
  const features = librosaFeatures(samples)

  it("gives the 57 golden numbers to a relative 1e-5", () => {
    const expected = golden.signals[name]!.gtzan57

    const errors = FEATURE_NAMES.map((key, i) => {
      const right = expected[key]!
      return Math.abs(features.vector[i]! - right) / (Math.abs(right) || 1)
    })

    expect(Math.max(...errors)).toBeLessThan(1e-5)
  })

  it("gives the golden MFCC, both deltas and log-mel to 1e-3 dB", () => {
    expect(largestDifference(features.mfcc.data, goldenArray(name, "mfcc"))).toBeLessThan(1e-3)
    expect(largestDifference(features.mfccDelta.data, goldenArray(name, "mfcc_delta"))).toBeLessThan(1e-3)
    expect(largestDifference(features.mfccDelta2.data, goldenArray(name, "mfcc_delta2"))).toBeLessThan(1e-3)
    expect(largestDifference(features.logMel.data, goldenArray(name, "logmel_db"))).toBeLessThan(1e-3)
  })

  it("gives the golden centroid and bandwidth to 0.05 Hz, the roll-off exactly", () => {
    expect(largestDifference(series.centroidHz, goldenArray(name, "spectral_centroid"))).toBeLessThan(0.05)
    expect(largestDifference(series.bandwidthHz, goldenArray(name, "spectral_bandwidth"))).toBeLessThan(0.05)
    expect(Float32Array.from(series.rolloffHz)).toEqual(goldenArray(name, "spectral_rolloff"))
  })

  it("gives the golden RMS and chroma to 1e-5, the zero-crossing rate exactly", () => {
    expect(largestDifference(series.rms, goldenArray(name, "rms"))).toBeLessThan(1e-5)
    expect(largestDifference(transposed(series.chroma, 12), goldenArray(name, "chroma_stft_tuning0"))).toBeLessThan(
      1e-5
    )
    expect(Float32Array.from(series.zeroCrossingRate)).toEqual(goldenArray(name, "zcr"))
  })

  it("gives the golden onset strength, and the golden tempo from both aggregates to 1e-3", () => {
    const mean = onsetStrength(series.logMelFrames, "mean")
    const { tempo_feature: ofMean, tempo_beat_track: ofMedian } = golden.signals[name]!.scalars

    expect(largestDifference(mean, goldenArray(name, "onset_strength"))).toBeLessThan(1e-3)
    expect(Math.abs(tempoBpm(mean) - ofMean!)).toBeLessThan(1e-3)
    expect(Math.abs(features.vector[FEATURE_NAMES.indexOf("tempo")]! - ofMedian!)).toBeLessThan(1e-3)
  })

  it("gives the golden 512 mel statistics to 1e-3 dB", () => {
    expect(largestDifference(melStatistics(features.logMel), goldenArray(name, "mel_stats512"))).toBeLessThan(1e-3)
  })

  it("gives the same bytes twice", () => {
    const again = librosaFeatures(samples)

    expect(Buffer.from(again.vector.buffer).equals(Buffer.from(features.vector.buffer))).toBe(true)
    expect(Buffer.from(again.logMel.data.buffer).equals(Buffer.from(features.logMel.data.buffer))).toBe(true)
  })
})

describe("the 128 × 128 log-mel", () => {
  it("is the golden one of the music to 1e-3 dB", () => {
    const { logMel } = librosaFeatures(goldenSignal("music5s"))

    expect(largestDifference(logMelSquare(logMel).data, goldenArray("music5s", "logmel_128x128"))).toBeLessThan(1e-3)
  })

  it("pads a clip of fewer than 128 frames with the track's quietest level", () => {
    const { logMel } = librosaFeatures(goldenSignal("sine440"))

    const square = logMelSquare(logMel)

    expect(square.data[127]).toBe(Math.min(...logMel.data))
    expect(square.data[128 * 5 + 3]).toBe(logMel.data[logMel.cols * 5 + 3])
  })
})

describe("clips at the edge of what has features", () => {
  it("one frame's worth of samples gives finite numbers", () => expectAllFinite(goldenSignal("noise").slice(0, 2048)))

  it("one sample less is refused as too short", () => {
    expect(refusal(goldenSignal("noise").slice(0, 2047))).toBe("too-short")
    expect(refusal(new Float32Array(0))).toBe("too-short")
  })

  it("silence is refused, and so is hiss below half a 16-bit step", () => {
    expect(refusal(new Float32Array(22050))).toBe("silent")
    expect(refusal(new Float32Array(22050).fill(2 ** -17))).toBe("silent")
  })

  it("a constant gives finite numbers", () => expectAllFinite(new Float32Array(22050).fill(0.5)))

  it("a single click in silence gives finite numbers", () => {
    const click = new Float32Array(22050)
    click[10_000] = 1

    expectAllFinite(click)
  })

  it("one NaN is refused", () => {
    const broken = goldenSignal("noise").slice(0, 4096)
    broken[77] = NaN

    expect(refusal(broken)).toBe("not-finite")
  })
})

it("names 57 features, in GTZAN's order", () => {
  expect(FEATURE_NAMES).toHaveLength(57)
  expect(FEATURE_NAMES.slice(12, 19)).toEqual([
    "harmony_mean",
    "harmony_var",
    "perceptr_mean",
    "perceptr_var",
    "tempo",
    "mfcc1_mean",
    "mfcc1_var"
  ])
})
