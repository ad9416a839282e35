import { beforeAll, describe, expect, it } from "vitest"
import { readTable } from "../../src/format/parquet.ts"
import { type RunReport, SerialRig } from "../dataflow/rig.ts"

const imports = `
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { smallTracks } from "@src/../test/nodes/small-tracks.ts"
import { agglomerative } from "@src/../nodes/cluster/agglomerative.ts"
import { chooseK } from "@src/../nodes/cluster/choose-k.ts"
import { dbscan } from "@src/../nodes/cluster/dbscan.ts"
import { gaussianMixture } from "@src/../nodes/cluster/gaussian-mixture.ts"
import { hdbscan } from "@src/../nodes/cluster/hdbscan.ts"
import { kMeans } from "@src/../nodes/cluster/k-means.ts"
import { spectral } from "@src/../nodes/cluster/spectral.ts"

const chosen = { k: null, kMin: 2, kMax: 6 } as const
const mixture = { ...chosen, covariance: "diag", restarts: 2, maxIterations: 100, tolerance: 1e-3, regularization: 1e-6 } as const
`

const pipelines = {
  "pipelines/p.ts": `${imports}
export default Pipeline.gen("p", { seed: 5 }, function*() {
  const { features: vectors } = yield* smallTracks({}, { tracks: 60, poisoned: null })
  yield* hdbscan({ vectors }, { minClusterSize: 8, minSamples: null, allowSingleCluster: false })
  for (const linkage of ["ward", "average", "complete", "single"] as const) {
    yield* agglomerative.as(linkage)({ vectors }, { ...chosen, linkage })
  }
  yield* dbscan({ vectors }, { eps: "knee", minSamples: 5 })
  yield* dbscan.as("too-small")({ vectors }, { eps: 1e-6, minSamples: 5 })
  yield* gaussianMixture({ vectors }, mixture)
  yield* chooseK({ vectors }, {
    kMax: 5, restarts: 3, maxIterations: 50, tolerance: 1e-4, references: 5, repetitions: 3, share: 0.8
  })
  yield* spectral({ vectors }, { ...chosen, affinity: { kind: "neighbours", neighbours: 10 }, restarts: 5 })
  yield* spectral.as("by-gaussian")({ vectors }, { ...chosen, k: 2, affinity: { kind: "gaussian", gamma: 0.5 }, restarts: 5 })
  return {}
})`,
  "pipelines/bad.ts": `${imports}
export default Pipeline.gen("bad", { seed: 5 }, function*() {
  const { features: vectors } = yield* smallTracks({}, { tracks: 6, poisoned: 3 })
  const { features: few } = yield* smallTracks.as("few")({}, { tracks: 4, poisoned: null })
  const means = { restarts: 1, maxIterations: 10, tolerance: 0 }
  yield* kMeans({ vectors }, { ...chosen, ...means })
  yield* agglomerative({ vectors }, { ...chosen, linkage: "ward" })
  yield* dbscan({ vectors }, { eps: "knee", minSamples: 3 })
  yield* dbscan.as("few-dbscan")({ vectors: few }, { eps: "knee", minSamples: 9 })
  yield* hdbscan.as("few-hdbscan")({ vectors: few }, { minClusterSize: 9, minSamples: null, allowSingleCluster: false })
  yield* gaussianMixture.as("few-mixture")({ vectors: few }, { ...mixture, k: 5 })
  yield* chooseK.as("few-choice")({ vectors: few }, {
    kMax: 15, restarts: 1, maxIterations: 10, tolerance: 0, references: 2, repetitions: 2, share: 0.8
  })
  const { features: ten } = yield* smallTracks.as("ten")({}, { tracks: 10, poisoned: null })
  yield* chooseK.as("ten-choice")({ vectors: ten }, {
    kMax: 15, restarts: 1, maxIterations: 10, tolerance: 0, references: 2, repetitions: 2, share: 0.8
  })
  const { features: one } = yield* smallTracks.as("one")({}, { tracks: 1, poisoned: null })
  yield* kMeans.as("one-k-means")({ vectors: one }, { ...chosen, ...means })
  yield* agglomerative.as("few-agglomerative")({ vectors: few }, { ...chosen, k: 5, linkage: "ward" })
  yield* spectral.as("few-spectral")({ vectors: few }, {
    ...chosen, k: 2, affinity: { kind: "neighbours", neighbours: 10 }, restarts: 1
  })
  return {}
})`
}

let rig: SerialRig
let good: RunReport
let bad: RunReport
beforeAll(async () => {
  rig = new SerialRig(pipelines)
  good = await rig.run({ keepGoing: true })
  bad = await rig.run({ name: "bad", keepGoing: true })
  return () => rig[Symbol.dispose]()
}, 60_000)

const rowsOf = (output: string) => readTable(rig.store().objectPath(good.digests[output]!))
const valueOf = (output: string) => JSON.parse(new TextDecoder().decode(rig.store().readObject(good.digests[output]!)))

const methods = [
  "hdbscan",
  "ward",
  "average",
  "complete",
  "single",
  "dbscan",
  "too-small",
  "gaussian-mixture",
  "spectral",
  "by-gaussian"
]

const failures = () =>
  Object.fromEntries(
    bad.events.flatMap((event) =>
      event._tag === "NodeFailed" ? [[event.node, `${event.failure.tag}: ${event.failure.message}`]] : []
    )
  )

describe("clusterers as nodes", () => {
  it("run on sixty tracks without a failure", () => {
    expect(good.failed).toEqual([])
    expect(good.skipped).toEqual([])
  })

  it.each(methods)("%s gives every track one row and says how k came about", async (method) => {
    const rows = await rowsOf(`${method}.assignments`)
    const { k, rule } = valueOf(`${method}.choice`)

    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 60 }, (_, i) => `track${i}`))
    expect(new Set(rows.map(({ cluster }) => cluster).filter((cluster) => Number(cluster) >= 0)).size).toBe(k)
    expect(rule.length).toBeGreaterThan(0)
  })

  it.each(methods.filter((method) => method !== "too-small"))("%s finds the two kinds of track", async (method) => {
    const rows = (await rowsOf(`${method}.assignments`)).map(({ cluster }, i) => ({ cluster, kind: i % 2 }))
      .filter(({ cluster }) => Number(cluster) >= 0)

    expect(rows.length).toBeGreaterThan(45)
    expect(new Set(rows.map(({ cluster, kind }) => `${String(cluster)} ${kind}`)).size).toBe(2)
  })

  it("choose-k tabulates every criterion from one cluster on, and all pick the two kinds", async () => {
    const rows = await rowsOf("choose-k.criteria")

    expect(rows.map(({ k }) => k)).toEqual([1, 2, 3, 4, 5])
    expect(rows[0]).toMatchObject({ silhouette: null, stability: null })
    expect(rows[1]!["stability"]).toBe(1)
    expect(valueOf("choose-k.picks")).toEqual({
      elbow: 2,
      silhouette: 2,
      calinskiHarabasz: 2,
      gap: 2,
      stability: 2,
      most: 2
    })
  })

  it("an eps too small leaves all tracks as noise, and says so", async () => {
    const rows = await rowsOf("too-small.assignments")

    expect(rows.every(({ cluster, confidence }) => cluster === -1 && confidence === 0)).toBe(true)
    expect(valueOf("too-small.coverage")).toEqual({ tracks: 60, clustered: 0, share: 0, clusters: 0 })
    const finished = good.events.find((event) => event._tag === "NodeFinished" && event.node === "too-small")
    expect(finished).toMatchObject({ summary: "no cluster: all 60 tracks are noise (eps 0.000001)" })
  })

  it("name the track and the column that is no number", () => {
    expect(failures()).toMatchObject({
      "k-means": "VectorNotFinite: K-Means needs numbers, and the \"a\" of \"track3\" is NaN.",
      agglomerative: "VectorNotFinite: agglomerative clustering needs numbers, and the \"a\" of \"track3\" is NaN.",
      dbscan: "VectorNotFinite: DBSCAN needs numbers, and the \"a\" of \"track3\" is NaN."
    })
  })

  it("say what four tracks do not allow", () => {
    expect(failures()).toMatchObject({
      "few-dbscan": expect.stringContaining("9 samples of 4 tracks; choose minSamples between 2 and 4"),
      "few-hdbscan": expect.stringContaining("9 samples of 4 tracks; choose minSamples between 1 and 4"),
      "few-mixture": expect.stringContaining("5 Gaussians cannot fit 4 tracks; choose k between 1 and 4"),
      "few-agglomerative": expect.stringContaining("5 clusters of 4 tracks; choose k between 1 and 4"),
      "few-spectral": expect.stringContaining("10 neighbours of 4 tracks; choose 2 to 4"),
      "one-k-means": "TooFewTracks: K-Means has 1 track: no number of clusters between 2 and 6 fits 1 tracks."
    })
  })

  it("choose-k tries no more clusters than subsamples hold, and says so", () => {
    const said = (node: string) =>
      bad.events.flatMap((event) => event._tag === "NodeFinished" && event.node === node ? [event.summary] : [])

    expect(said("ten-choice")[0]).toMatch(/^up to 8, for want of tracks: k = /)
    expect(said("few-choice")[0]).toMatch(/^up to 3, for want of tracks: k = /)
  })
})
