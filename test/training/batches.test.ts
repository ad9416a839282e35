import { describe, expect, it } from "vitest"
import { Random } from "../../src/math/random.ts"
import { batchRows, fillNormal, padRows } from "../../src/training/batches.ts"
import { rowsOf } from "../../src/training/data.ts"

const ascending = (values: Iterable<number>): ReadonlyArray<number> => [...values].sort((a, b) => a - b)

describe("batchRows", () => {
  it("uses every row once, the last batch being the short one", () => {
    const batches = batchRows(Int32Array.of(3, 5, 7, 9, 11), 2, new Random(1))

    expect(batches.map(({ length }) => length)).toEqual([2, 2, 1])
    expect(ascending(batches.flatMap((batch) => [...batch]))).toEqual([3, 5, 7, 9, 11])
  })
})

describe("rowsOf", () => {
  it("copies rows in the order asked for, from a row on", () => {
    const target = new Float32Array(6)

    rowsOf({ rows: 3, cols: 2, data: Float32Array.of(1, 2, 3, 4, 5, 6) }).copy([2, 0], target, 1)

    expect([...target]).toEqual([0, 0, 5, 6, 1, 2])
  })
})

describe("fillNormal", () => {
  it("draws standard normals: mean 0, variance 1, kurtosis 3, neighbours uncorrelated", () => {
    const draws = new Float32Array(200_001)

    fillNormal(draws, new Random(2))

    const meanOf = (f: (x: number, i: number) => number) => draws.reduce((sum, x, i) => sum + f(x, i), 0) / draws.length
    expect(Math.abs(meanOf((x) => x))).toBeLessThan(0.01) // 4 standard errors
    expect(Math.abs(meanOf((x) => x * x) - 1)).toBeLessThan(0.013)
    expect(Math.abs(meanOf((x) => x ** 4) - 3)).toBeLessThan(0.09)
    expect(Math.abs(meanOf((x, i) => x * (draws[i ^ 1] ?? 0)))).toBeLessThan(0.01)
  })
})

describe("padRows", () => {
  it("fills a short batch up with others, again from the start where they run out", () => {
    expect([...padRows(Int32Array.of(7), Int32Array.of(3, 4), 6)]).toEqual([7, 3, 4, 3, 4, 3])
    expect([...padRows(Int32Array.of(7, 8), Int32Array.of(3, 4), 2)]).toEqual([7, 8])
  })
})
