/**
 * Independent witnesses: ml-kmeans and density-clustering on data where they are right. density-clustering 1.3.0 has a known
 * fault, shown below: a border point met before its cluster is returned in the cluster and as noise as well.
 */
import { kmeans } from "ml-kmeans"
import { createRequire } from "node:module"
import { expect, it } from "vitest"
import { dbscan } from "../../../src/learn/cluster/dbscan.ts"
import { kMeans } from "../../../src/learn/cluster/k-means.ts"
import { type Matrix, takeRows, zeros } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"

interface DensityClustering {
  readonly DBSCAN: new() => {
    readonly noise: ReadonlyArray<number>
    run(data: ReadonlyArray<ReadonlyArray<number>>, radius: number, least: number): ReadonlyArray<ReadonlyArray<number>>
  }
}
const { DBSCAN } = createRequire(import.meta.url)("density-clustering") as DensityClustering

/** Points of `k` overlapping Gaussians; point i is of the one numbered i mod k. */
const blobs = (n: number, d: number, k: number, spread: number): Matrix => {
  const random = new Random(n + d + k)
  const centers = Array.from({ length: k * d }, () => 4 * random.normal())
  const x = zeros(n, d)
  for (let at = 0; at < x.data.length; at++) {
    x.data[at] = centers[(Math.floor(at / d) % k) * d + at % d]! + spread * random.normal()
  }
  return x
}

const rowsOf = ({ cols, data, rows }: Matrix): Array<Array<number>> =>
  Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)))

it.each([[300, 2, 4, 2], [500, 16, 6, 4], [200, 57, 3, 6]])(
  "K-Means of %i × %i into %i ends where ml-kmeans ends from the same centres",
  (n, d, k, spread) => {
    const x = blobs(n, d, k, spread)
    const init = takeRows(x, Array.from({ length: k }, (_, c) => c))

    const ours = kMeans(x, { k, init, restarts: 1, maxIterations: 500, tolerance: 0, random: new Random(1) })
    const theirs = kmeans(rowsOf(x), k, { initialization: rowsOf(init), maxIterations: 500, tolerance: 0 })

    expect([...ours.labels]).toEqual(theirs.clusters)
    theirs.centroids.flat().forEach((value, at) => expect(ours.centers.data[at]).toBeCloseTo(value, 9))
  }
)

it.each([[400, 2, 5, 0.9, 0.6], [300, 3, 4, 1.2, 1]])(
  "DBSCAN of %i × %i finds the clusters and the noise that density-clustering finds",
  (n, d, k, spread, radius) => {
    const x = blobs(n, d, k, spread)
    const witness = new DBSCAN()

    const ours = dbscan(x, { radius, minSamples: 5 })
    const clusters = witness.run(rowsOf(x), radius, 5)

    const theirs = new Int32Array(n).fill(-1)
    clusters.forEach((members, label) => members.forEach((i) => theirs[i] = label))
    expect(ours.clusters).toBeGreaterThan(2)
    expect([...ours.labels].filter((label) => label === -1).length).toBeGreaterThan(5)
    expect([...ours.labels]).toEqual([...theirs])
  }
)

it("a border point met first is one of a cluster, and not noise as in density-clustering as well", () => {
  const line = { rows: 5, cols: 1, data: Float64Array.of(0, 0.9, 1, 1.1, 1.2) } // 0 reaches only 0.9
  const witness = new DBSCAN()

  const ours = dbscan(line, { radius: 0.95, minSamples: 4 })
  const clusters = witness.run(rowsOf(line), 0.95, 4)

  expect([...ours.labels]).toEqual([0, 0, 0, 0, 0])
  expect(clusters.map((members) => members.toSorted((a, b) => a - b))).toEqual([[0, 1, 2, 3, 4]])
  expect(witness.noise).toEqual([0]) // the fault: it is in the cluster too
})
