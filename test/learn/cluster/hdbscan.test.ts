import { describe, expect, it } from "vitest"
import { hdbscan } from "../../../src/learn/cluster/hdbscan.ts"
import { adjustedRand } from "../../../src/learn/metric/clustering/adjusted-rand.ts"
import { type Matrix, matrix, takeRows, zeros } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { dataSet, results, sets } from "../../golden/golden-cluster.ts"

interface Golden {
  readonly hdbscan: {
    readonly min_cluster_size: number
    readonly min_samples: number
    readonly labels: ReadonlyArray<number>
    readonly probabilities: ReadonlyArray<number>
    readonly mst_weight: number
    readonly core_distances: ReadonlyArray<number>
  }
}

const worst = (found: ArrayLike<number>, golden: ReadonlyArray<number>) =>
  golden.reduce((most, value, i) => Math.max(most, Math.abs(found[i]! - value)), 0)

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

const small = { minClusterSize: 2, minSamples: 2, allowSingleCluster: false }

const normal = (rows: number, cols: number, seed: number): Matrix => {
  const random = new Random(seed)
  const m = zeros(rows, cols)
  for (let at = 0; at < m.data.length; at++) m.data[at] = random.normal()
  return m
}

describe("hdbscan", () => {
  it.each(sets)("has the reference's labels, probabilities, core distances and tree weight on %s", (name) => {
    const golden = results<Golden>(name).hdbscan
    const options = { minClusterSize: golden.min_cluster_size, minSamples: golden.min_samples }

    const found = hdbscan(dataSet(name).x, { ...options, allowSingleCluster: false })

    expect(Array.from(found.labels)).toEqual(golden.labels)
    expect(worst(found.probabilities, golden.probabilities)).toBeLessThan(1e-9)
    expect(worst(found.coreDistances, golden.core_distances)).toBeLessThan(1e-9)
    expect(found.treeWeight).toBeCloseTo(golden.mst_weight, 8)
  })

  // scikit-learn 1.9.1: clusters, noise, sum of probabilities
  it.each(
    [
      { name: "blobs", minClusterSize: 5, allowSingleCluster: false, golden: [2, 26, 251.668193896] },
      { name: "moons", minClusterSize: 5, allowSingleCluster: false, golden: [2, 0, 392.833636276] },
      { name: "blobs", minClusterSize: 10, allowSingleCluster: true, golden: [1, 26, 274] },
      { name: "moons", minClusterSize: 10, allowSingleCluster: true, golden: [2, 0, 390.468235502] },
      { name: "digits_like", minClusterSize: 10, allowSingleCluster: true, golden: [1, 64, 436] }
    ] as const
  )(
    "has scikit-learn's clusters of $minClusterSize on $name, a single one allowed: $allowSingleCluster",
    ({ allowSingleCluster, golden, minClusterSize, name }) => {
      const found = hdbscan(dataSet(name).x, { minClusterSize, minSamples: 5, allowSingleCluster })

      const noise = found.labels.filter((label) => label < 0).length
      expect([found.clusters, noise]).toEqual(golden.slice(0, 2))
      expect(sum(found.probabilities)).toBeCloseTo(golden[2], 8)
    }
  )

  it("finds groups of different density that no one radius separates", () => {
    const dense = normal(60, 2, 1).data.map((value) => value / 50)
    const sparse = normal(60, 2, 2).data.map((value) => value + 20)
    const far = normal(60, 2, 3).data.map((value) => value / 50 + 1)
    const x = { rows: 180, cols: 2, data: Float64Array.of(...dense, ...sparse, ...far) }

    const { clusters, labels } = hdbscan(x, { minClusterSize: 15, minSamples: 5, allowSingleCluster: false })

    const truth = Array.from({ length: 180 }, (_, i) => Math.floor(i / 60))
    const kept = truth.flatMap((_, i) => labels[i]! >= 0 ? [i] : [])
    expect(clusters).toBe(3)
    expect(kept.length).toBeGreaterThan(150)
    expect(adjustedRand(kept.map((i) => truth[i]!), kept.map((i) => labels[i]!))).toBe(1)
  })

  it("calls one Gaussian noise, or one cluster where that is allowed", () => {
    const x = normal(80, 3, 4)
    const options = { minClusterSize: 30, minSamples: 5 }

    expect(hdbscan(x, { ...options, allowSingleCluster: false }).clusters).toBe(0)
    const single = hdbscan(x, { ...options, allowSingleCluster: true })
    expect(single.clusters).toBe(1)
    expect(single.labels.filter((label) => label === 0).length).toBeGreaterThanOrEqual(30)
  })

  it("keeps equal tracks together with probability 1, and calls constant data noise or one cluster", () => {
    const x = takeRows(matrix([[0, 0], [9, 9], [4, 0]]), [0, 0, 0, 0, 1, 1, 1, 2])

    const found = hdbscan(x, small)

    expect(Array.from(found.labels)).toEqual([0, 0, 0, 0, 1, 1, 1, 0])
    expect(Array.from(found.probabilities.subarray(0, 7))).toEqual([1, 1, 1, 1, 1, 1, 1])
    expect(Array.from(hdbscan(zeros(4, 2), small).labels)).toEqual([-1, -1, -1, -1])
    expect(Array.from(hdbscan(zeros(4, 2), { ...small, allowSingleCluster: true }).labels)).toEqual([0, 0, 0, 0])
  })

  it("calls everything noise when there are fewer tracks than a cluster needs", () => {
    expect(Array.from(hdbscan(normal(5, 2, 1), { ...small, minClusterSize: 6 }).labels)).toEqual([-1, -1, -1, -1, -1])
    expect(Array.from(hdbscan(zeros(1, 2), { ...small, minSamples: 1 }).labels)).toEqual([-1])
  })

  it("refuses more samples than tracks, clusters of one, and data with holes", () => {
    expect(() => hdbscan(zeros(3, 2), { ...small, minSamples: 4 })).toThrow("choose minSamples between 1 and 3")
    expect(() => hdbscan(zeros(3, 2), { ...small, minClusterSize: 1 })).toThrow("give at least 2 and 1")
    expect(() => hdbscan(matrix([[0], [NaN], [1]]), small)).toThrow("row 1, column 0 is NaN")
  })
})
