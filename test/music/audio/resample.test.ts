import { describe, expect, it } from "vitest"
import { resample, toMono } from "../../../src/music/audio/resample.ts"

const sine = (hz: number, sampleRateHz: number): Float32Array =>
  Float32Array.from({ length: sampleRateHz }, (_, i) => Math.sin((2 * Math.PI * hz * i) / sampleRateHz))

/** Largest difference from the same sine made at the target rate, in dB, away from the ends. */
const errorDb = (hz: number, fromHz: number): number => {
  const ours = resample(sine(hz, fromHz), fromHz, 22050)
  const right = sine(hz, 22050)
  let worst = 0
  for (let i = 400; i < 22050 - 400; i++) worst = Math.max(worst, Math.abs(ours[i]! - right[i]!))
  return 20 * Math.log10(worst)
}

describe("resample to 22050 Hz", () => {
  it.each([8000, 11025, 16000, 32000, 44100, 48000, 96000, 22051])(
    "keeps a 1 kHz sine from %i Hz to −100 dB",
    (fromHz) => {
      expect(errorDb(1000, fromHz)).toBeLessThan(-100)
    }
  )

  it.each([44100, 48000])("keeps a sine at the pass band's end from %i Hz to −95 dB", (fromHz) => {
    expect(errorDb(9900, fromHz)).toBeLessThan(-95)
  })

  it.each([[32000, 11100], [44100, 11100], [48000, 12000], [96000, 20000]])(
    "lets nothing of a tone above the new Nyquist frequency through (%i Hz, tone %i Hz)",
    (fromHz, hz) => {
      const inside = resample(sine(hz, fromHz), fromHz, 22050).slice(400, -400)

      expect(20 * Math.log10(Math.max(...inside))).toBeLessThan(-100)
    }
  )

  it("passes a constant unchanged, has ⌈n · ratio⌉ samples, and returns the same array for equal rates", () => {
    const ones = new Float32Array(1001).fill(1)

    const down = resample(ones, 48000, 22050)

    expect(down).toHaveLength(Math.ceil((1001 * 22050) / 48000))
    expect(down.slice(100, -100).every((sample) => Math.abs(sample - 1) < 1e-7)).toBe(true)
    expect(resample(ones, 22050, 22050)).toBe(ones)
  })

  it("refuses a rate that is not a positive whole number", () => {
    expect(() => resample(new Float32Array(9), 0, 22050)).toThrow("Both rates must be positive whole numbers")
    expect(() => resample(new Float32Array(9), 44100.5, 22050)).toThrow(RangeError)
  })
})

it("toMono is the mean of the channels", () => {
  const stereo = { channels: [Float32Array.of(1, 0.5), Float32Array.of(0, -0.5)], sampleRateHz: 22050 }

  expect([...toMono(stereo, 22050)]).toEqual([0.5, 0])
})
