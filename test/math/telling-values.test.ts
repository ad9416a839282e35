import { expect, it } from "vitest"
import { chanceOfTelling, givesAway } from "../../src/math/telling-values.ts"

it("computes the chance of pure groups by hand", () => {
  // two groups of 2 and shares ½, ½: each is pure with chance ½
  expect(chanceOfTelling([1, 1, 2, 2], ["a", "a", "b", "b"])).toBeCloseTo(Math.log(1 / 4), 12)
  // groups of 3 and 1 with shares ¾, ¼: the single one says nothing
  expect(chanceOfTelling([1, 1, 1, 2], ["a", "a", "a", "b"])).toBeCloseTo(Math.log((3 / 4) ** 3 + (1 / 4) ** 3), 12)
})

it("is null for groups that are mixed and for one value alone", () => {
  expect(chanceOfTelling([1, 1, 2], ["a", "b", "a"])).toBeNull()
  expect(chanceOfTelling([1, 1, 2], ["a", "a", "a"])).toBeNull()
})

it("leaves out rows without a value", () => {
  expect(chanceOfTelling([1, 1, 1, 2, 2], ["a", "a", null, "b", "b"])).toBeCloseTo(Math.log(1 / 4), 12)
})

it("takes nothing of few rows for more than chance", () => {
  expect(givesAway([1, 1, 2, 2], ["a", "a", "b", "b"])).toBeNull()
  expect(givesAway([1, 2, 3, 4], ["a", "a", "b", "b"])).toBeNull()
})
