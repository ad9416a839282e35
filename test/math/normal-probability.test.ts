import { expect, it } from "vitest"
import { normalProbability } from "../../src/math/normal-probability.ts"
import { normalQuantile } from "../../src/math/normal-quantile.ts"

it("gives the shares of a normal that SciPy's ndtr gives, from the far tail to the middle", () => {
  expect(normalProbability(0)).toBeCloseTo(0.5, 15)
  expect(normalProbability(1.5)).toBeCloseTo(0.9331927987311419, 14)
  expect(normalProbability(-3) / 0.0013498980316300933).toBeCloseTo(1, 12)
  expect(normalProbability(-8) / 6.22096057427174e-16).toBeCloseTo(1, 12)
  expect(normalProbability(-20) / 2.7536241186061556e-89).toBeCloseTo(1, 12)
})

it("is undone by the quantile", () => {
  expect(normalQuantile(normalProbability(-1.234))).toBeCloseTo(-1.234, 12)
})
