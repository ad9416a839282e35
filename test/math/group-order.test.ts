import { describe, expect, it } from "vitest"
import { groupBoxes, squaredGap } from "../../src/math/group-boxes.ts"
import { groupOrder } from "../../src/math/group-order.ts"
import { type Matrix, takeRows, zeros } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"

const uniform = (rows: number, cols: number): Matrix => {
  const random = new Random(rows)
  const m = zeros(rows, cols)
  for (let at = 0; at < m.data.length; at++) m.data[at] = random.uniform()
  return m
}

describe("groupOrder", () => {
  it.each([1, 15, 16, 17, 500])("is a permutation of %i rows, equal ones too", (rows) => {
    const everyone = Array.from({ length: rows }, (_, i) => i)

    expect(Array.from(groupOrder(uniform(rows, 2), 16)).sort((a, b) => a - b)).toEqual(everyone)
    expect(Array.from(groupOrder(zeros(rows, 2), 16)).sort((a, b) => a - b)).toEqual(everyone)
  })

  it("keeps groups small in space: four quarters of a square", () => {
    const x = uniform(64, 2)

    const boxes = groupBoxes(takeRows(x, groupOrder(x, 16)), 16)

    const area = (g: number) =>
      (boxes.greatest[2 * g]! - boxes.least[2 * g]!) * (boxes.greatest[2 * g + 1]! - boxes.least[2 * g + 1]!)
    expect(area(0) + area(1) + area(2) + area(3)).toBeLessThan(1)
  })
})

describe("squaredGap", () => {
  it("is the distance of two boxes, 0 where they overlap", () => {
    const x = { rows: 6, cols: 2, data: Float64Array.of(0, 0, 1, 1, 4, 5, 6, 9, 0.5, -1, 0.6, 2) }
    const boxes = groupBoxes(x, 2)

    expect(squaredGap(boxes, 0, 1)).toBe(9 + 16)
    expect(squaredGap(boxes, 1, 0)).toBe(9 + 16)
    expect(squaredGap(boxes, 0, 2)).toBe(0)
  })
})
