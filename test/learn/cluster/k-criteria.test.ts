import { describe, expect, it } from "vitest"
import { elbow } from "../../../src/learn/cluster/elbow.ts"
import { gapStatistic } from "../../../src/learn/cluster/gap-statistic.ts"
import { kCriteria } from "../../../src/learn/cluster/k-criteria.ts"
import { kMeans } from "../../../src/learn/cluster/k-means.ts"
import { stabilities } from "../../../src/learn/cluster/stability.ts"
import type { Clusterer } from "../../../src/learn/metric/clustering/subsample-labels.ts"
import { type Matrix, matrix, takeRows, zeros } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { dataSet, results } from "../../golden/golden-cluster.ts"

const means = { restarts: 5, maxIterations: 100, tolerance: 1e-4 }
const inertiaOf = (x: Matrix, k: number, random: Random) => kMeans(x, { ...means, k, random }).inertia

const uniform = (rows: number, cols: number, seed: number): Matrix => {
  const random = new Random(seed)
  const m = zeros(rows, cols)
  for (let at = 0; at < m.data.length; at++) m.data[at] = random.uniform()
  return m
}

describe("elbow", () => {
  it("finds the knee of the paper's figure 2, turned upside down", () => {
    const x = Array.from({ length: 10 }, (_, i) => i / 9)

    expect(x[elbow(x, x.map((value) => 1 / (value + 0.1) - 5))]).toBeCloseTo(0.222, 3)
  })

  it("finds the corner of two straight lines, and the first of two corners", () => {
    expect(elbow([1, 2, 3, 4, 5, 6], [100, 55, 10, 9, 8, 7])).toBe(2)
    expect(elbow([1, 2, 3, 4, 5, 6, 7, 8, 9], [100, 50, 49, 48, 47, 20, 19, 18, 17])).toBe(1)
  })

  it("takes a flat and a straight curve, and refuses none", () => {
    expect(elbow([1, 2, 3], [5, 5, 5])).toBe(0)
    expect(elbow([1, 2, 3], [3, 2, 1])).toBe(0)
    expect(elbow([1], [7])).toBe(0)
    expect(() => elbow([], [])).toThrow("give as many of both")
  })
})

describe("gapStatistic", () => {
  it("is the mean log inertia of uniform data in the same box over that of the data", () => {
    const square = matrix([[0, 0], [0, 4], [4, 0], [4, 4]])

    const { gaps } = gapStatistic(square, { largest: 1, references: 4000, random: new Random(1), inertiaOf })

    // four uniform points in a box of side 4 have a mean inertia of 3 · 2 · 16/12 = 8, the corners 32
    expect(gaps[0]).toBeLessThan(Math.log(8 / 32)) // Jensen: the mean log is below the log of the mean
    expect(gaps[0]).toBeGreaterThan(Math.log(8 / 32) - 0.2)
  })

  it("picks the four blobs, and one cluster of uniform data", () => {
    const options = { largest: 7, references: 10, random: new Random(2), inertiaOf }

    expect(gapStatistic(dataSet("blobs").x, options).k).toBe(4)
    expect(gapStatistic(uniform(200, 3, 1), options).k).toBe(1)
  })

  it("takes constant data as one cluster and refuses no references", () => {
    const options = { largest: 3, references: 3, random: new Random(2), inertiaOf }

    const { gaps, k } = gapStatistic(zeros(5, 2), options)

    expect([k, ...gaps]).toEqual([1, 0, 0, 0])
    expect(() => gapStatistic(zeros(5, 2), { ...options, references: 0 })).toThrow("give 1 to n")
    expect(() => gapStatistic(zeros(2, 2), options)).toThrow("3 clusters of 2 tracks")
  })
})

describe("stabilities", () => {
  const clusterInto = (x: Matrix, k: number): Clusterer => (tracks, random) =>
    kMeans(takeRows(x, tracks), { ...means, k, random }).labels
  const options = { share: 0.8, repetitions: 5, random: new Random(3) }

  it("are 1 for groups far apart and low for pieces of one", () => {
    const apart = matrix(Array.from({ length: 60 }, (_, i) => [100 * (i % 3), i / 60]))

    expect(Array.from(stabilities(clusterInto(apart, 3), { ...options, tracks: 60 }))).toEqual([1, 1, 1, 1, 1])
    const pieces = stabilities(clusterInto(uniform(120, 6, 4), 6), { ...options, tracks: 120 })
    expect(Math.max(...pieces)).toBeLessThan(0.8)
  })

  it("count noise as a group, and need an overlap", () => {
    const noise: Clusterer = (tracks) => new Int32Array(tracks.length).fill(-1)

    expect(Array.from(stabilities(noise, { ...options, tracks: 20 }))).toEqual([1, 1, 1, 1, 1])
    expect(() => stabilities(noise, { ...options, tracks: 20, share: 0.5 })).toThrow("give a larger share")
  })
})

describe("kCriteria", () => {
  const options = { ...means, largest: 7, references: 5, repetitions: 4, share: 0.8, random: new Random(5) }

  it("picks the k where scikit-learn's sweep peaks, and the four overlapping blobs by the gap alone", () => {
    interface Sweep {
      readonly kmeans_sweep: { readonly k: Readonly<Record<string, { readonly silhouette: number }>> }
    }
    const golden = results<Sweep>("blobs").kmeans_sweep.k

    const { picks, rows } = kCriteria(dataSet("blobs").x, options)

    expect(rows[1]!.silhouette).toBeCloseTo(golden["2"]!.silhouette, 2)
    expect(rows[3]!.silhouette).toBeCloseTo(golden["4"]!.silhouette, 2)
    expect(picks).toEqual({ elbow: 3, silhouette: 2, calinskiHarabasz: 3, gap: 4, stability: 3 })
    expect(rows[0]).toMatchObject({ k: 1, silhouette: null, calinskiHarabasz: null, stability: null })
  })

  it("picks one cluster of constant data by every criterion", () => {
    const { picks } = kCriteria(zeros(12, 2), { ...options, largest: 4 })

    expect(picks).toEqual({ elbow: 1, silhouette: 1, calinskiHarabasz: 1, gap: 1, stability: 1 })
  })

  it("refuses more clusters than a subsample has tracks", () => {
    expect(() => kCriteria(zeros(10, 2), { ...options, largest: 9 })).toThrow("choose between 2 and 8")
  })
})
