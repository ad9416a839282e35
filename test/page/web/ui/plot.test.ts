import { expect, it } from "vitest"
import { nearestAt, rangeOf, ticksIn } from "../../../../src/page/web/ui/plot-scale.ts"

it("ticks are round numbers within the range, at least as many as asked", () => {
  expect(ticksIn([0.13, 0.97], 3)).toEqual([0.2, 0.4, 0.6000000000000001, 0.8])
  expect(ticksIn([20, 130], 4)).toEqual([20, 40, 60, 80, 100, 120])
  expect(ticksIn([-1, 1], 3)).toEqual([-1, -0.5, 0, 0.5, 1])
})

it("a line that stays the same has a range around it", () => {
  expect(rangeOf([3, 3])).toEqual([2.5, 3.5])
  expect(rangeOf([2, 9, 4])).toEqual([2, 9])
})

it("the point nearest to the pointer is told, before the first and after the last too", () => {
  const points = [[1, 0], [4, 0], [10, 0]] as const

  expect([-5, 2, 3, 6.9, 7.1, 99].map((x) => nearestAt(points, x))).toEqual([0, 0, 1, 1, 2, 2])
})
