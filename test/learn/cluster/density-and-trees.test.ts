import { describe, expect, it } from "vitest"
import { agglomerate, cutDendrogram } from "../../../src/learn/cluster/agglomerative.ts"
import { dbscan, kDistanceKnee } from "../../../src/learn/cluster/dbscan.ts"
import { adjustedRand } from "../../../src/learn/metric/clustering/adjusted-rand.ts"
import { matrix, zeros } from "../../../src/math/matrix.ts"
import { dataSet, results, sets } from "../../golden/golden-cluster.ts"

const linkages = ["ward", "average", "complete", "single"] as const

interface Golden {
  readonly agglomerative: Readonly<
    Record<
      typeof linkages[number],
      { readonly labels_k4: ReadonlyArray<number>; readonly heights_sorted: ReadonlyArray<number> }
    >
  >
  readonly dbscan: {
    readonly eps: number
    readonly min_samples: number
    readonly labels: ReadonlyArray<number>
    readonly core: ReadonlyArray<number>
    readonly kdist_sorted: ReadonlyArray<number>
  }
}

const worst = (found: ArrayLike<number>, golden: ReadonlyArray<number>) =>
  golden.reduce((most, value, i) => Math.max(most, Math.abs(found[i]! - value)), 0)

describe("agglomerate", () => {
  const cases = sets.flatMap((name) => linkages.map((linkage) => ({ name, linkage })))

  it.each(cases)("has scikit-learn's heights and four clusters on $name with $linkage linkage", ({ linkage, name }) => {
    const golden = results<Golden>(name).agglomerative[linkage]

    const tree = agglomerate(dataSet(name).x, linkage)

    expect(worst(tree.heights, golden.heights_sorted)).toBeLessThan(1e-9)
    expect(adjustedRand(golden.labels_k4, cutDendrogram(tree, 4))).toBe(1)
  })

  it("cuts into one cluster, into single tracks, and into nothing else", () => {
    const tree = agglomerate(matrix([[0], [1], [10], [11]]), "average")

    expect(Array.from(cutDendrogram(tree, 1))).toEqual([0, 0, 0, 0])
    expect(Array.from(cutDendrogram(tree, 2))).toEqual([0, 0, 1, 1])
    expect(Array.from(cutDendrogram(tree, 4))).toEqual([0, 1, 2, 3])
    expect(() => cutDendrogram(tree, 5)).toThrow("choose k between 1 and 4")
  })

  it("merges equal tracks at height 0 and takes a single one", () => {
    expect(Array.from(agglomerate(zeros(4, 2), "ward").heights)).toEqual([0, 0, 0])
    expect(Array.from(cutDendrogram(agglomerate(zeros(1, 2), "single"), 1))).toEqual([0])
  })

  it("refuses no tracks and data with holes", () => {
    expect(() => agglomerate(zeros(0, 2), "ward")).toThrow("give it 1 to 20000")
    expect(() => agglomerate(matrix([[0], [NaN]]), "ward")).toThrow("row 1, column 0 is NaN")
  })
})

describe("dbscan", () => {
  it.each(sets)("has scikit-learn's labels and dense tracks on %s", (name) => {
    const golden = results<Golden>(name).dbscan

    const found = dbscan(dataSet(name).x, { radius: golden.eps, minSamples: golden.min_samples })

    expect(Array.from(found.labels)).toEqual(golden.labels)
    expect([...found.isDense.keys()].filter((i) => found.isDense[i] === 1)).toEqual(golden.core)
    expect(found.clusters).toBe(Math.max(...golden.labels) + 1)
  })

  it("calls everything noise when nothing is dense, and one cluster when all coincide", () => {
    expect(Array.from(dbscan(matrix([[0], [5], [10]]), { radius: 1, minSamples: 2 }).labels)).toEqual([-1, -1, -1])
    expect(Array.from(dbscan(zeros(3, 2), { radius: 1, minSamples: 2 }).labels)).toEqual([0, 0, 0])
  })

  it("refuses a radius of 0", () => {
    expect(() => dbscan(zeros(3, 2), { radius: 0, minSamples: 2 })).toThrow("both must be positive")
  })
})

describe("kDistanceKnee", () => {
  it.each(sets)("has scikit-learn's sorted distances on %s", (name) => {
    const golden = results<Golden>(name).dbscan

    const { distances } = kDistanceKnee(dataSet(name).x, golden.min_samples)

    expect(worst(distances, golden.kdist_sorted)).toBeLessThan(1e-9)
  })

  it("finds a radius that leaves an outlier alone and two groups apart", () => {
    const x = matrix([[0], [1], [2], [3], [50], [51], [52], [53], [400]])

    const { radius } = kDistanceKnee(x, 2)

    expect(Array.from(dbscan(x, { radius, minSamples: 2 }).labels)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, -1])
  })

  it("takes what there is when all distances are equal", () => {
    expect(kDistanceKnee(zeros(4, 1), 3).radius).toBe(0)
  })
})
