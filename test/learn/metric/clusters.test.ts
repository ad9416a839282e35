import { describe, expect, it } from "vitest"
import { clustersOf } from "../../../src/learn/metric/clustering/clusters.ts"

describe("clusters of a labelling", () => {
  it("are numbered without gaps in the order of their labels", () => {
    expect(clustersOf([7, -1, 7, 3])).toEqual({
      of: Int32Array.of(2, 0, 2, 1),
      count: 3,
      sizes: Int32Array.of(1, 1, 2)
    })
  })

  it("are the same whether labels lie close or far apart, or are no integers", () => {
    const close = [4, 9, 4, -2, 0]

    expect(clustersOf(close.map((label) => label * 1e6))).toEqual(clustersOf(close))
    expect(clustersOf(close.map((label) => label / 8))).toEqual(clustersOf(close))
  })

  it("of no tracks are none", () => {
    expect(clustersOf([])).toEqual({ of: new Int32Array(0), count: 0, sizes: new Int32Array(0) })
  })
})
