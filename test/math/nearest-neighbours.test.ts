import { describe, expect, it } from "vitest"
import { type Matrix, zeros } from "../../src/math/matrix.ts"
import { nearestNeighbours } from "../../src/math/nearest-neighbours.ts"
import { Random } from "../../src/math/random.ts"

/** Whole numbers: many distances are equal. */
const lattice = (rows: number, cols: number): Matrix => {
  const random = new Random(cols)
  const m = zeros(rows, cols)
  for (let at = 0; at < m.data.length; at++) m.data[at] = random.int(6)
  return m
}

const bySorting = ({ cols, data, rows }: Matrix, row: number, count: number): ReadonlyArray<number> => {
  const squared = Array.from({ length: rows }, (_, other) => {
    let sum = 0
    for (let j = 0; j < cols; j++) sum += (data[row * cols + j]! - data[other * cols + j]!) ** 2
    return sum
  })
  const others = [...squared.keys()].filter((other) => other !== row)
  return others.sort((a, b) => squared[a]! - squared[b]! || a - b).slice(0, count)
}

describe("nearestNeighbours", () => {
  it.each([1, 2, 5, 6, 20])("has the order of a sort, the smaller index first, in %i columns", (cols) => {
    const x = lattice(300, cols)

    const { indices } = nearestNeighbours(x, 7)

    const found = Array.from({ length: 300 }, (_, row) => Array.from(indices.subarray(7 * row, 7 * row + 7)))
    expect(found).toEqual(found.map((_, row) => bySorting(x, row, 7)))
  })

  it("takes all others, and refuses more", () => {
    const x = lattice(4, 2)

    expect(nearestNeighbours(x, 3).indices.length).toBe(12)
    expect(() => nearestNeighbours(x, 4)).toThrow("ask for 1 to 3")
  })
})
