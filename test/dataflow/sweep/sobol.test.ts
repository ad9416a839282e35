import { describe, expect, it } from "vitest"
import { sobol, sobolDimensions } from "../../../src/dataflow/sweep/sobol.ts"

describe("the Sobol sequence", () => {
  it("gives SciPy's points in five dimensions", () => {
    const points = Array.from({ length: 8 }, (_, n) => [...sobol(5)(n)])

    expect(points).toEqual([
      [0, 0, 0, 0, 0],
      [0.5, 0.5, 0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25, 0.25, 0.75],
      [0.25, 0.75, 0.75, 0.75, 0.25],
      [0.375, 0.375, 0.625, 0.875, 0.375],
      [0.875, 0.875, 0.125, 0.375, 0.875],
      [0.625, 0.125, 0.875, 0.625, 0.625],
      [0.125, 0.625, 0.375, 0.125, 0.125]
    ])
  })

  it("gives SciPy's coordinates in dimensions 8, 21 and 34 of points 3, 17 and 63", () => {
    const points = [3, 17, 63].map((n) => [7, 20, 33].map((dimension) => sobol(sobolDimensions)(n)[dimension]))

    expect(points).toEqual([[0.25, 0.75, 0.25], [0.34375, 0.21875, 0.40625], [0.140625, 0.234375, 0.515625]])
  })

  it("scrambled has one of 64 points in every 64th of every dimension, and other ones with another seed", () => {
    const columns = (seed: number) => {
      const points = Array.from({ length: 64 }, (_, n) => n).map(sobol(sobolDimensions, seed))
      return Array.from({ length: sobolDimensions }, (_, j) => points.map((point) => point[j]!))
    }
    const cells = columns(7).map((column) => new Set(column.map((at) => Math.floor(at * 64))).size)

    expect(new Set(cells)).toEqual(new Set([64]))
    expect(columns(8)[3]).not.toEqual(columns(7)[3])
  })

  it("integrates a product over six dimensions twenty times better than 1/√n", () => {
    const point = sobol(6, 3)
    const values = Array.from({ length: 1024 }, (_, n) => point(n).reduce((product, at) => product * (0.5 + at), 1))

    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / 1024 - 1)).toBeLessThan(1 / Math.sqrt(1024) / 20)
  })
})
