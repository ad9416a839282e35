import { describe, expect, it } from "vitest"
import { inertiaOf } from "../../../src/learn/cluster/inertia.ts"
import { coverageOf, excludeNoise, noiseAsSingletons } from "../../../src/learn/metric/clustering/noise.ts"
import { matrix } from "../../../src/math/matrix.ts"

const labels = [0, -1, 2, 2, -1]

describe("noise", () => {
  it("counts what is covered, by clusters that occur", () => {
    expect(coverageOf(labels)).toEqual({ tracks: 5, clustered: 3, share: 0.6, clusters: 2 })
    expect(coverageOf([-1, -1])).toEqual({ tracks: 2, clustered: 0, share: 0, clusters: 0 })
  })

  it("leaves noise out, or makes each of its tracks a cluster of its own", () => {
    const { labels: kept, rows } = excludeNoise(labels)

    expect([Array.from(rows), Array.from(kept)]).toEqual([[0, 2, 3], [0, 2, 2]])
    expect(Array.from(noiseAsSingletons(labels))).toEqual([0, 3, 2, 2, 4])
    expect(Array.from(noiseAsSingletons([-1, -1]))).toEqual([0, 1])
  })
})

describe("inertiaOf", () => {
  it("adds squared distances to cluster means, noise left out", () => {
    expect(inertiaOf(matrix([[0], [99], [2], [6], [-99]]), labels)).toBe(8)
    expect(inertiaOf(matrix([[1], [2]]), [-1, -1])).toBe(0)
  })
})
