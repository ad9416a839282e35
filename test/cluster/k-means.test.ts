import { describe, expect, it } from "vitest"
import { kMeans } from "../../src/cluster/k-means.ts"
import { matrix } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { adjustedRand } from "../../src/metric/adjusted-rand.ts"
import { dataSet, fromRows, results, sets } from "../golden/golden-cluster.ts"

interface Golden {
  readonly kmeans: {
    readonly k: number
    readonly init: ReadonlyArray<ReadonlyArray<number>>
    readonly labels: ReadonlyArray<number>
    readonly centers: ReadonlyArray<ReadonlyArray<number>>
    readonly inertia: number
    readonly inertia_after_1_iter: number
  }
  readonly kmeans_sweep: { readonly k: Readonly<Record<string, { readonly best_inertia: number }>> }
}

const strict = { restarts: 1, maxIterations: 300, tolerance: 0, random: new Random(0) }

describe("kMeans", () => {
  it.each(sets)("reaches scikit-learn's labels, centres and inertia from the same seeds on %s", (name) => {
    const { x } = dataSet(name)
    const golden = results<Golden>(name).kmeans

    const found = kMeans(x, { ...strict, k: golden.k, init: fromRows(golden.init) })

    expect(Array.from(found.labels)).toEqual(golden.labels)
    expect(Math.abs(found.inertia / golden.inertia - 1)).toBeLessThan(1e-9)
    const furthest = found.centers.data.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - golden.centers.flat()[i]!)),
      0
    )
    expect(furthest).toBeLessThan(1e-9)
  })

  it.each(sets)("has scikit-learn's inertia after one iteration on %s", (name) => {
    const { x } = dataSet(name)
    const golden = results<Golden>(name).kmeans

    const found = kMeans(x, { ...strict, maxIterations: 1, k: golden.k, init: fromRows(golden.init) })

    expect(Math.abs(found.inertia / golden.inertia_after_1_iter - 1)).toBeLessThan(1e-9)
  })

  it.each(sets)(
    "on %s finds an inertia within half a percent of the best of twenty scikit-learn starts for every k",
    (name) => {
      const { x } = dataSet(name)
      const golden = Object.entries(results<Golden>(name).kmeans_sweep.k)

      const ratios = golden.map(([k, { best_inertia: best }]) =>
        kMeans(x, { k: Number(k), restarts: 20, maxIterations: 300, tolerance: 0, random: new Random(1) }).inertia /
        best
      )

      expect(Math.max(...ratios)).toBeLessThan(1.005)
    }
  )

  it("gives the same bytes for the same seed", () => {
    const { x } = dataSet("blobs")
    const run = () => kMeans(x, { k: 4, restarts: 3, maxIterations: 100, tolerance: 1e-4, random: new Random(5) })

    expect(run()).toEqual(run())
  })

  it("refuses more clusters than tracks, and says so", () => {
    const x = matrix([[0, 0], [1, 1]])

    expect(() => kMeans(x, { ...strict, k: 3 })).toThrow(
      "K-Means cannot make 3 clusters of 2 tracks; choose k between 1 and 2"
    )
  })

  it("keeps k clusters when seeds coincide by moving an empty one to the farthest track", () => {
    const x = matrix([[0, 0], [0, 1], [9, 9], [9, 8], [4, 4]])

    const { labels } = kMeans(x, { ...strict, k: 3, init: matrix([[0, 0], [0, 0], [0, 0]]) })

    expect(new Set(labels).size).toBe(3)
  })

  it("survives duplicate tracks", () => {
    const x = matrix([[1, 1], [1, 1], [1, 1], [5, 5]])

    const { inertia, labels } = kMeans(x, { ...strict, k: 2, restarts: 2 })

    expect(inertia).toBe(0)
    expect(adjustedRand([0, 0, 0, 1], labels)).toBe(1)
  })
})
