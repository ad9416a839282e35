import { expect, it } from "vitest"
import { RealFft } from "../../../src/music/audio/fft.ts"

const signal = (size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => Math.sin(i * i * 0.37) + 0.3)

it.each([8, 16, 32, 128, 1024, 2048])(
  "RealFft(%i) agrees with the defining sum, and inverse brings the samples back",
  (size) => {
    const fft = new RealFft(size)
    const samples = signal(size)
    const [re, im, back] = [new Float64Array(fft.bins), new Float64Array(fft.bins), new Float64Array(size)]

    fft.forward(samples, 0, new Float64Array(size).fill(1), re, im)
    fft.inverse(re, im, back)

    const bin = Math.floor(size / 3)
    const turns = (i: number): number => (-2 * Math.PI * ((bin * i) % size)) / size
    expect(re[bin]).toBeCloseTo(samples.reduce((sum, value, i) => sum + value * Math.cos(turns(i)), 0), 9)
    expect(im[bin]).toBeCloseTo(samples.reduce((sum, value, i) => sum + value * Math.sin(turns(i)), 0), 9)
    expect(re[0]).toBeCloseTo(samples.reduce((sum, value) => sum + value, 0), 9)
    expect(Math.max(...back.map((value, i) => Math.abs(value - samples[i]!)))).toBeLessThan(1e-14 * size)
  }
)

it("refuses a size that is not a power of two", () => {
  expect(() => new RealFft(1000)).toThrow("Pad the signal")
})
