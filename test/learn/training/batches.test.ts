import { describe, expect, it } from "vitest"
import { batchRows, epochOrder, fillNormal, padRows, windowBlocks } from "../../../src/learn/training/batches.ts"
import { rowsOf } from "../../../src/learn/training/data.ts"
import { Random } from "../../../src/math/random.ts"

const ascending = (values: Iterable<number>): ReadonlyArray<number> => [...values].sort((a, b) => a - b)

describe("batchRows", () => {
  it("uses every row once, the last batch being the short one", () => {
    const batches = batchRows(epochOrder(Int32Array.of(3, 5, 7, 9, 11), null, new Random(1)), 2)

    expect(batches.map(({ length }) => length)).toEqual([2, 2, 1])
    expect(ascending(batches.flatMap((batch) => [...batch]))).toEqual([3, 5, 7, 9, 11])
  })
})

describe("epochOrder in blocks", () => {
  const rows = Int32Array.from({ length: 90 }, (_, i) => i).filter((row) => row % 7 !== 0)
  const blockRows = 5
  const order = epochOrder(rows, blockRows, new Random(3))

  it("uses every row once", () => {
    expect(ascending(order)).toEqual([...rows])
  })

  it("comes back to no block once it has left its window", () => {
    const firstUse = new Map<number, number>()
    const lastUse = new Map<number, number>()
    order.forEach((row, at) => {
      const block = Math.floor(row / blockRows)
      if (!firstUse.has(block)) firstUse.set(block, at)
      lastUse.set(block, at)
    })
    const openAt = (at: number) => [...firstUse].filter(([block, use]) => use <= at && lastUse.get(block)! >= at).length

    expect(Math.max(...order.map((_, at) => openAt(at)))).toBe(windowBlocks)
  })

  it("mixes the blocks of a window and does not take blocks in their order", () => {
    const blocks = [...order].map((row) => Math.floor(row / blockRows))
    const changes = blocks.filter((block, i) => i > 0 && block !== blocks[i - 1]).length

    expect(changes).toBeGreaterThan(40) // of 76 neighbours; 17 if blocks came one after another
    expect(new Set(blocks.slice(0, 17))).not.toEqual(new Set([0, 1, 2, 3]))
  })

  it("is another for another stream", () => {
    expect(epochOrder(rows, blockRows, new Random(3))).toEqual(order)
    expect(epochOrder(rows, blockRows, new Random(4))).not.toEqual(order)
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
