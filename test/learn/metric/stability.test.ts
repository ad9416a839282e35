import { describe, expect, it } from "vitest"
import { kMeans } from "../../../src/learn/cluster/k-means.ts"
import { stability } from "../../../src/learn/metric/clustering/stability.ts"
import type { Clusterer } from "../../../src/learn/metric/clustering/subsample-labels.ts"
import { takeRows } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { dataSet } from "../../golden/golden-cluster.ts"

const { x } = dataSet("blobs")
const byMeans = (k: number): Clusterer => (tracks, random) =>
  kMeans(takeRows(x, tracks), { k, restarts: 5, maxIterations: 100, tolerance: 0, random }).labels
const options = () => ({ tracks: x.rows, share: 0.8, repeats: 8, random: new Random(3) })

describe("stability", () => {
  it("is near 1 for the clusters that are there", () => {
    const found = stability(byMeans(4), options())

    expect(found.meanAri).toBeGreaterThan(0.98)
    expect(found.ari.length).toBe(28)
    expect(Math.min(...found.clusters.map(({ jaccard }) => jaccard))).toBeGreaterThan(0.96)
  })

  it("falls for more clusters than there are, and names those that dissolve", () => {
    const found = stability(byMeans(9), options())

    expect(found.meanAri).toBeLessThan(0.85)
    expect(found.clusters.some(({ dissolved }) => dissolved > 0)).toBe(true)
  })

  it("is about 0 for a clusterer that guesses", () => {
    const guess: Clusterer = (tracks, random) => tracks.map(() => random.int(4))

    const found = stability(guess, options())

    expect(Math.abs(found.meanAri!)).toBeLessThan(0.02)
    expect(found.clusters.every(({ dissolved }) => dissolved === 8)).toBe(true)
  })

  it("leaves noise out of the clusters, even when all is noise", () => {
    const half: Clusterer = (tracks) => tracks.map((track) => track % 2 ? -1 : 0)

    expect(stability(half, options()).clusters).toEqual([{ cluster: 0, size: 150, jaccard: 1, dissolved: 0 }])
    expect(stability((tracks) => tracks.map(() => -1), options())).toMatchObject({ clusters: [], meanAri: null })
  })

  it("does not count a cluster as found again where its tracks became noise", () => {
    const full: Clusterer = (tracks) => tracks.map((track) => tracks.length === 300 || track % 3 ? track % 2 : -1)

    const found = stability(full, options())

    expect(found.clusters.map(({ jaccard }) => Math.round(10 * jaccard) / 10)).toEqual([0.7, 0.7])
    const none: Clusterer = (tracks) => tracks.map((track) => tracks.length === 300 ? track % 2 : -1)
    expect(stability(none, options()).clusters.map(({ jaccard }) => jaccard)).toEqual([0, 0])
  })

  it("repeats to the last digit with one seed", () => {
    expect(stability(byMeans(5), options())).toEqual(stability(byMeans(5), options()))
  })

  it("refuses what tells nothing, and a clusterer that forgets tracks", () => {
    expect(() => stability(byMeans(4), { ...options(), share: 1 })).toThrow("a share of 1 of 300 tracks")
    expect(() => stability(byMeans(4), { ...options(), repeats: 1 })).toThrow("at least 2")
    expect(() => stability(() => [0], options())).toThrow("1 labels for 300 tracks")
  })
})
