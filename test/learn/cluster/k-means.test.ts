import { describe, expect, it } from "vitest"
import { chooseK } from "../../../src/learn/cluster/choose-k.ts"
import { kMeansPlusPlus } from "../../../src/learn/cluster/k-means-plus-plus.ts"
import { kMeans } from "../../../src/learn/cluster/k-means.ts"
import { adjustedRand } from "../../../src/learn/metric/clustering/adjusted-rand.ts"
import { DistanceKernel } from "../../../src/math/distance-kernel.ts"
import { type Matrix, matrix, row, zeros } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { dataSet, fromRows, results, sets } from "../../golden/golden-cluster.ts"

interface Sweep {
  readonly best_inertia: number
  readonly silhouette: number
  readonly calinski_harabasz: number
}

interface Golden {
  readonly kmeans: {
    readonly k: number
    readonly init: ReadonlyArray<ReadonlyArray<number>>
    readonly labels: ReadonlyArray<number>
    readonly centers: ReadonlyArray<ReadonlyArray<number>>
    readonly inertia: number
    readonly n_iter: number
    readonly inertia_after_1_iter: number
  }
  readonly kmeans_sweep: { readonly k: Readonly<Record<string, Sweep>> }
}

const strict = { restarts: 1, maxIterations: 300, tolerance: 0, random: new Random(0) }

const noise = (rows: number, cols: number, seed: number): Matrix => {
  const random = new Random(seed)
  const m = zeros(rows, cols)
  for (let at = 0; at < m.data.length; at++) m.data[at] = random.normal()
  return m
}

const seedsOf = (x: Matrix, k: number, seed: number): Matrix => {
  const kernel = new DistanceKernel({ cols: x.cols, rows: x.rows, columns: x.rows })
  kernel.setRows(x.data, 0, x.rows)
  kernel.setColumns(x.data, 0, x.rows)
  return kMeansPlusPlus(x, { k, kernel, random: new Random(seed) })
}

/** Lloyd as the textbook has it. */
const plainLloyd = (x: Matrix, init: Matrix): Array<number> => {
  let centers = Array.from({ length: init.rows }, (_, c) => Array.from(row(init, c)))
  let labels: Array<number> = []
  for (let before = "none yet"; before !== labels.join();) {
    before = labels.join()
    labels = Array.from({ length: x.rows }, (_, i) => {
      const gaps = centers.map((center) => center.reduce((sum, value, j) => sum + (value - row(x, i)[j]!) ** 2, 0))
      return gaps.indexOf(Math.min(...gaps))
    })
    centers = centers.map((_, c) => {
      const own = labels.flatMap((label, i) => label === c ? [row(x, i)] : [])
      return Array.from({ length: x.cols }, (_, j) => own.reduce((sum, values) => sum + values[j]!, 0) / own.length)
    })
  }
  return labels
}

describe("kMeans", () => {
  it.each(sets)("reaches scikit-learn's labels, centres and inertia from the same seeds on %s", (name) => {
    const { x } = dataSet(name)
    const golden = results<Golden>(name).kmeans

    const found = kMeans(x, { ...strict, k: golden.k, init: fromRows(golden.init) })

    expect(Array.from(found.labels)).toEqual(golden.labels)
    expect(Math.abs(found.inertia / golden.inertia - 1)).toBeLessThan(1e-9)
    expect(found.iterations).toBe(golden.n_iter)
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

  it("finds the labels of a plain Lloyd descent, bounds or not, on noise where every step matters", () => {
    const x = noise(400, 7, 3)
    const init = seedsOf(x, 9, 2)

    const found = kMeans(x, { ...strict, k: 9, init })

    expect(Array.from(found.labels)).toEqual(plainLloyd(x, init))
  })

  it("puts everything into one cluster at the mean for k = 1", () => {
    const { centers, iterations, labels } = kMeans(matrix([[0, 2], [2, 0], [4, 4]]), { ...strict, k: 1 })

    expect([...labels, ...centers.data, iterations]).toEqual([0, 0, 0, 2, 2, 2])
  })

  it("gives every track a cluster of its own for k = n", () => {
    const { inertia, labels } = kMeans(noise(12, 3, 1), { ...strict, k: 12 })

    expect(new Set(labels).size).toBe(12)
    expect(inertia).toBe(0)
  })

  it("leaves clusters empty rather than failing on constant data", () => {
    const { inertia, labels } = kMeans(zeros(6, 2), { ...strict, k: 3 })

    expect([inertia, ...labels]).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  it("names the track that is not a number, centres of another shape, and a lack of restarts", () => {
    const x = matrix([[0, 0], [NaN, 1], [2, 2]])

    expect(() => kMeans(x, { ...strict, k: 2 })).toThrow("row 1, column 0 is NaN")
    expect(() => kMeans(x, { ...strict, k: 2, init: zeros(3, 2) })).toThrow("2 clusters of these tracks need 2 × 2")
    expect(() => kMeans(x, { ...strict, k: 2, restarts: 0 })).toThrow("choose at least 1")
  })
})

describe("kMeansPlusPlus", () => {
  it("draws distinct tracks, far ones sooner", () => {
    const x = matrix([[0, 0], [0, 0.1], [0.1, 0], [50, 50]])

    const hits = Array.from({ length: 50 }, (_, seed) => [...seedsOf(x, 2, seed).data].includes(50))

    expect(hits).not.toContain(false)
  })
})

describe("chooseK", () => {
  const options = { restarts: 10, maxIterations: 300, tolerance: 0, random: new Random(3) }

  it("finds the k with the highest silhouette of scikit-learn's sweep", () => {
    const { x } = dataSet("blobs")
    const sweep = Object.entries(results<Golden>("blobs").kmeans_sweep.k)
    const best = sweep.reduce((a, b) => b[1].silhouette > a[1].silhouette ? b : a)

    const chosen = chooseK(x, { smallest: 2, largest: 12 }, options)

    expect(chosen.k).toBe(Number(best[0]))
    expect(chosen.rule).toBe("the highest silhouette")
    expect(chosen.candidates.map(({ k }) => k)).toEqual(sweep.map(([k]) => Number(k)))
    expect(chosen.candidates[0]!.calinskiHarabasz).toBeCloseTo(sweep[0]![1].calinski_harabasz, 6)
  })

  it("cuts a range that few tracks cannot fill, and refuses an empty one", () => {
    const x = matrix([[0, 0], [0, 1], [9, 9], [9, 8]])

    expect(chooseK(x, { smallest: 1, largest: 99 }, options).candidates.map(({ k }) => k)).toEqual([2, 3])
    expect(() => chooseK(x, { smallest: 5, largest: 9 }, options)).toThrow("no number of clusters between 5 and 9 fits")
  })
})
