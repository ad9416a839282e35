import { expect, it } from "vitest"
import { Random } from "../../../src/math/random.ts"
import { MEDIAN_MARGIN, runningMedian } from "../../../src/music/audio/running-median.ts"

/** scipy.ndimage.median_filter(values, 31, mode="reflect") by its definition. */
const definition = (values: Float32Array): Float32Array => {
  const n = values.length
  const at = (i: number): number => {
    let place = i
    while (place < 0 || place >= n) place = place < 0 ? -1 - place : 2 * n - 1 - place
    return values[place]!
  }
  return values.map((_, i) => Float32Array.from({ length: 31 }, (__, j) => at(i - 15 + j)).sort()[15]!)
}

const ours = (values: Float32Array): Float32Array => {
  const padded = new Float32Array(values.length + 2 * MEDIAN_MARGIN)
  padded.set(values, MEDIAN_MARGIN)
  const medians = new Float32Array(values.length)
  runningMedian(new Int32Array(padded.buffer), values.length, new Int32Array(medians.buffer))
  return medians
}

it.each([1, 2, 5, 14, 31, 200])("gives the defined median of %i random values", (count) => {
  const random = new Random(count)
  const values = Float32Array.from({ length: count }, () => random.uniform() * 10)

  expect(ours(values)).toEqual(definition(values))
})

it("gives the defined median where most values are equal to others, and zero", () => {
  const random = new Random(1)
  const values = Float32Array.from({ length: 3000 }, () => random.int(4))
  const mostlyZero = Float32Array.from({ length: 3000 }, () => Math.max(0, random.int(9) - 6))

  expect(ours(values)).toEqual(definition(values))
  expect(ours(mostlyZero)).toEqual(definition(mostlyZero))
})

it("gives the defined median of a ramp up and down, and of the smallest and largest floats", () => {
  const ramp = Float32Array.from({ length: 300 }, (_, i) => Math.abs(150 - i))
  const extremes = Float32Array.from({ length: 300 }, (_, i) => [0, 1e-45, 1.2e-38, 1, 3.4e38][(i * i) % 5]!)

  expect(ours(ramp)).toEqual(definition(ramp))
  expect(ours(extremes)).toEqual(definition(extremes))
})
