import { expect, it } from "vitest"
import { keptSteps } from "../../../src/learn/training/kept-steps.ts"
import { Random } from "../../../src/math/random.ts"

const size = { height: 32, width: 32 }
const random = new Random(5)
const picture = Float32Array.from({ length: 1024 }, () => random.normal())
const other = Float32Array.from({ length: 1024 }, () => random.normal())

it("a picture keeps all of its own steps, whatever its level, and half of them at half the contrast", () => {
  expect(keptSteps(picture, picture, size)).toBe(1)
  expect(keptSteps(picture, picture.map((value) => value / 2 + 7), size)).toBeCloseTo(0.5, 5)
})

it("the mean of all points keeps none, and noise next to none although it is as rough", () => {
  expect(keptSteps(picture, new Float32Array(1024), size)).toBe(0)
  expect(Math.abs(keptSteps(picture, other, size)!)).toBeLessThan(0.1)
})

it("noise on top of a blurred picture does not make it sharper", () => {
  const blurred = picture.map((value, i) => i % 32 === 31 ? value : (value + picture[i + 1]!) / 2)

  const kept = keptSteps(picture, blurred, size)!

  expect(kept).toBeCloseTo(0.375, 1) // of independent points: a quarter along the rows, half across them
  const rough = keptSteps(picture, blurred.map((value, i) => value + other[i]!), size)!
  expect(Math.abs(rough - kept)).toBeLessThan(0.1) // its own steps are twice as high as those that are left
})

it("a flat picture has no steps to keep", () => {
  expect(keptSteps(new Float32Array(1024), picture, size)).toBeNull()
})
