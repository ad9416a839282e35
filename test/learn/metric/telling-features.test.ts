import { expect, it } from "vitest"
import { tellingFeatures } from "../../../src/learn/metric/clustering/telling-features.ts"
import { matrix } from "../../../src/math/matrix.ts"

const x = matrix([[1, 0, 7], [3, 0, 7], [7, 1, 7], [9, 0, 7], [5, 5, 7]])

it("the difference is Cohen's d of the cluster against all other rows, noise among them", () => {
  const [first, second] = tellingFeatures(x, [0, 0, 1, 1, -1], 2)

  // column 0: means 2 and 7, squared deviations 2 and 8, pooled √(10 / 3)
  // column 1: means 0 and 2, squared deviations 0 and 14, pooled √(14 / 3)
  expect(first!.map(({ feature }) => feature)).toEqual([0, 1])
  expect(first![0]!.difference).toBeCloseTo(-5 / Math.sqrt(10 / 3), 12)
  expect(first![1]!.difference).toBeCloseTo(-2 / Math.sqrt(14 / 3), 12)
  // column 0: means 8 and 3, squared deviations 2 and 8
  expect(second![0]).toEqual({ feature: 0, difference: expect.closeTo(5 / Math.sqrt(10 / 3), 12) })
})

it("a constant feature tells nothing, and neither does a cluster of all tracks", () => {
  expect(tellingFeatures(x, [0, 0, 1, 1, 1], 9).flat().map(({ feature }) => feature)).not.toContain(2)
  expect(tellingFeatures(x, [0, 0, 0, 0, 0], 3)).toEqual([[]])
})

it("features are kept by size, not by sign", () => {
  const [first] = tellingFeatures(matrix([[0, 0], [1, 1], [-9, 3], [-8, 4]]), [0, 0, 1, 1], 1)

  expect(first).toEqual([{ feature: 0, difference: expect.closeTo(9 / Math.sqrt(0.5), 12) }])
})
