import { describe, expect, it } from "vitest"
import { gaussianAffinity } from "../../../src/learn/cluster/affinity.ts"
import { spectral } from "../../../src/learn/cluster/spectral.ts"
import { adjustedRand } from "../../../src/learn/metric/clustering/adjusted-rand.ts"
import { matrix, takeRows, zeros } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { dataSet, results, sets } from "../../golden/golden-cluster.ts"

interface Golden {
  readonly kmeans: { readonly k: number }
  readonly spectral: {
    readonly n_neighbors: number
    readonly labels: ReadonlyArray<number>
    readonly laplacian_eigs: ReadonlyArray<number>
  }
}

const neighbours = (count: number) => ({ kind: "neighbours", neighbours: count }) as const
const options = { k: 2, affinity: neighbours(3), restarts: 10, random: new Random(1) }

describe("spectral", () => {
  it.each(sets)("has scikit-learn's labels and eigenvalues of the Laplacian on %s", (name) => {
    const { kmeans: { k }, spectral: golden } = results<Golden>(name)

    const found = spectral(dataSet(name).x, { ...options, k, affinity: neighbours(golden.n_neighbors) })

    expect(adjustedRand(golden.labels, found.labels)).toBe(1)
    found.eigenvalues.forEach((value, i) => expect(Math.abs(value - golden.laplacian_eigs[i]!)).toBeLessThan(1e-9))
  })

  it.each(["blobs", "digits_like"] as const)("finds as many clusters as %s has by the widest gap", (name) => {
    const { kmeans: { k } } = results<Golden>(name)

    const found = spectral(dataSet(name).x, { ...options, k: { smallest: 2, largest: 15 }, affinity: neighbours(10) })

    expect(found.k).toBe(k)
    expect(found.eigenvalues.length).toBe(16)
  })

  it("gives the same bytes for the same seed", () => {
    const { x } = dataSet("blobs")
    const run = () => spectral(x, { ...options, k: 4, affinity: neighbours(10), random: new Random(7) })

    expect(run()).toEqual(run())
  })

  it("tells the moons apart by a Gaussian of distance too", () => {
    const { x, y } = dataSet("moons")

    const { labels } = spectral(x, { ...options, affinity: { kind: "gaussian", gamma: 60 } })

    expect(adjustedRand(y, labels)).toBeGreaterThan(0.98)
  })

  it("finds the parts of a graph in pieces, one zero eigenvalue each", () => {
    const x = takeRows(matrix([[0], [100], [300]]), Array.from({ length: 240 }, (_, i) => i % 3))
    for (let i = 0; i < x.rows; i++) x.data[i]! += i / 1000

    const { eigenvalues, labels } = spectral(x, { ...options, k: 3, affinity: neighbours(5) })

    expect(Math.max(...eigenvalues.map(Math.abs))).toBeLessThan(1e-9)
    expect(adjustedRand(Array.from({ length: 240 }, (_, i) => i % 3), labels)).toBe(1)
  })

  it("puts constant data and one cluster anywhere, but finitely", () => {
    expect(spectral(zeros(8, 2), options).labels.length).toBe(8)
    expect(Array.from(spectral(matrix([[0], [1], [2], [9]]), { ...options, k: 1 }).labels)).toEqual([0, 0, 0, 0])
  })

  it("refuses too few tracks, a track alone, a gamma of 0, and data with holes", () => {
    const x = matrix([[0], [1], [2], [1000]])
    const gaussian = (gamma: number) => ({ ...options, affinity: { kind: "gaussian", gamma } }) as const

    expect(() => spectral(x, { ...options, k: 5 })).toThrow("choose k between 1 and 4")
    expect(() => spectral(x, { ...options, affinity: neighbours(5) })).toThrow("choose 2 to 4")
    expect(() => spectral(x, gaussian(1))).toThrow("row 3 is like no other")
    expect(() => spectral(x, gaussian(0))).toThrow("give a positive gamma")
    expect(() => spectral(matrix([[0], [NaN], [1]]), options)).toThrow("row 1, column 0 is NaN")
  })
})

describe("gaussianAffinity", () => {
  it("is the exponential of the squared distance, without the diagonal", () => {
    const { columns, values } = gaussianAffinity(matrix([[0, 0], [3, 4], [0, 1]]), 0.1)

    expect(Array.from(columns)).toEqual([1, 2, 0, 2, 0, 1])
    expect(values[0]).toBeCloseTo(Math.exp(-2.5), 12)
    expect(values[1]).toBeCloseTo(Math.exp(-0.1), 12)
  })
})
