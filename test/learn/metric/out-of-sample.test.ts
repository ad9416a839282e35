import { describe, expect, it } from "vitest"
import { readTable, type Row } from "../../../src/format/parquet.ts"
import { kMeans } from "../../../src/learn/cluster/k-means.ts"
import { outOfSample } from "../../../src/learn/cluster/out-of-sample.ts"
import { type Matrix, row } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { Rig, type RunReport } from "../../dataflow/rig.ts"

const line = (values: ReadonlyArray<number>): Matrix => ({
  rows: values.length,
  cols: 1,
  data: Float64Array.from(values)
})

const fit = (k: number) => (x: Matrix, random: Random) =>
  kMeans(x, { k, restarts: 5, maxIterations: 50, tolerance: 0, random })

/** Two artists of two tracks near 0 and two near 10; labels follow the place but for the last track. */
const collection = {
  x: line([0, 0.1, 0.2, 0.3, 10, 10.1, 10.2, 10.3]),
  labels: ["low", "low", "low", "low", "high", "high", "high", "low"],
  groups: ["a", "a", "b", "b", "c", "c", "d", "d"]
}

describe("clusters out of sample", () => {
  it("hold out every track once, and no artist on both sides", () => {
    const folds = outOfSample(collection, { folds: 2, fit: fit(2), random: new Random(1) })

    expect(folds.flatMap(({ tracks }) => tracks).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    const artists = folds.flatMap(({ tracks }) => [...new Set(tracks.map((i) => collection.groups[i]))])
    expect(artists).toHaveLength(4)
    expect(new Set(artists)).toEqual(new Set(["a", "b", "c", "d"]))
  })

  it("agree with labels as far as each fold's tracks do, by counts of pairs", () => {
    const folds = outOfSample(collection, { folds: 2, fit: fit(2), random: new Random(1) })

    // each fold: two low tracks near 0 and two near 10, both high in one fold, one of them mislabelled in the other
    const byAri = folds.map(({ heldOut, inSample, tracks }) => ({ hasLast: tracks.includes(7), heldOut, inSample }))
    const clean = byAri.find(({ hasLast }) => !hasLast)!
    const mixed = byAri.find(({ hasLast }) => hasLast)!
    expect(clean.heldOut).toEqual({ ari: 1, nmi: 1 })
    // sklearn.metrics.adjusted_rand_score([0, 0, 1, 0], [0, 0, 1, 1]) and normalized_mutual_info_score
    expect(mixed.heldOut.ari).toBeCloseTo(0, 12)
    expect(mixed.heldOut.nmi).toBeCloseTo(0.34371101848545077, 12)
    expect(mixed.inSample).toEqual(mixed.heldOut)
    expect(folds.map(({ agreement }) => agreement)).toEqual([1, 1])
  })

  it("put held-out tracks to the centres of the others, not to their own", () => {
    const lopsided = {
      x: line([0, 1, 10, 11, 4, 4.2]),
      labels: Array(6).fill(null),
      groups: ["a", "b", "c", "d", "e", "e"]
    }

    const folds = outOfSample(lopsided, { folds: 5, fit: fit(2), random: new Random(2) })

    const pair = folds.find(({ tracks }) => tracks.includes(4))!
    expect(pair.tracks).toEqual([4, 5])
    const centres = [0.5, 10.5] // of the other four
    const near = pair.tracks.map((i) => Math.abs(row(lopsided.x, i)[0]! - centres[0]!) < 5)
    expect(near).toEqual([true, true])
    expect(pair.assigned[0]).toBe(pair.assigned[1])
    expect(pair).toMatchObject({ heldOut: { ari: null, nmi: null }, agreement: null, labelled: 0 })
  })

  it("find nothing where clusters are made of noise", () => {
    const random = new Random(3)
    const x = { rows: 200, cols: 8, data: Float64Array.from({ length: 1600 }, () => random.normal()) }
    const labels = Array.from({ length: 200 }, (_, i) => `${i % 4}`)

    const folds = outOfSample({ x, labels, groups: Array(200).fill(null) }, { folds: 5, fit: fit(4), random })

    const mean = folds.reduce((sum, { heldOut }) => sum + heldOut.ari!, 0) / 5
    expect(Math.abs(mean)).toBeLessThan(0.05)
    expect(folds.every(({ agreement }) => agreement! < 0.5)).toBe(true)
  })

  it("refuse fewer groups than folds", () => {
    expect(() => outOfSample(collection, { folds: 5, fit: fit(2), random: new Random(1) })).toThrow(
      /5 folds of 4 groups/
    )
  })
})

const pipeline = `
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { smallTracks } from "@src/../test/nodes/small-tracks.ts"
import { kMeans } from "@src/../nodes/cluster/k-means.ts"
import { outOfSample } from "@src/../nodes/evaluate/out-of-sample.ts"
import { givenChoice } from "@src/../test/nodes/rows-as-nodes.ts"

const means = { restarts: 3, maxIterations: 50, tolerance: 0 }
const asked = { space: "features", column: "label", folds: 4, groups: "group, else artist", ...means } as const

export default Pipeline.gen("p", { seed: 5 }, function*() {
  const { features: vectors, tracks } = yield* smallTracks({}, { tracks: 40, poisoned: null })
  const { choice } = yield* kMeans({ vectors }, { k: 2, kMin: 2, kMax: 3, ...means })
  yield* outOfSample({ vectors, choice, tracks }, asked)
  yield* outOfSample.as("spoken")({ vectors, choice, tracks }, { ...asked, column: "language" })
  yield* outOfSample.as("finely")({ vectors, choice, tracks }, { ...asked, folds: 41 })
  const { choice: many } = yield* kMeans.as("many")({ vectors }, { k: 35, kMin: 2, kMax: 3, ...means })
  yield* outOfSample.as("many-clusters")({ vectors, choice: many, tracks }, asked)
  yield* outOfSample.as("one-cluster")({ vectors, choice: (yield* givenChoice({}, { k: 1 })).choice, tracks }, asked)
  return {}
})
`

describe("out-of-sample in a pipeline", () => {
  const run = async () => {
    using rig = new Rig({ "pipelines/p.ts": pipeline })
    const report: RunReport = await rig.run({ keepGoing: true })
    const rowsOf = (output: string): Promise<ReadonlyArray<Row>> =>
      readTable(rig.store().objectPath(report.digests[output]!))
    return {
      failed: report.failed,
      heldOut: await rowsOf("out-of-sample.heldOut"),
      spaces: (await Promise.all(
        ["out-of-sample", "spoken", "finely", "many-clusters", "one-cluster"].map((name) => rowsOf(`${name}.spaces`))
      )).flat()
    }
  }

  it("gives one row per fold and their means, or the reason why nothing can be held out", async () => {
    const { failed, heldOut, spaces } = await run()

    expect(failed).toEqual([])
    expect(heldOut.map(({ fold, tracks }) => [fold, tracks])).toEqual([[0, 10], [1, 10], [2, 10], [3, 10]])
    expect(spaces[0]).toMatchObject({
      column: "label",
      tracks: 40,
      groups: 40,
      clusters: 2,
      heldOutAri: 1,
      inSampleAri: 1,
      agreement: 1,
      foldDeviation: 0,
      reason: null
    })
    expect(spaces[1]).toMatchObject({ heldOutAri: null, agreement: 1, reason: "no track has a language" })
    expect(spaces[2]).toMatchObject({ agreement: null, reason: expect.stringContaining("41 folds of 40 groups") })
    expect(spaces[3]).toMatchObject({
      agreement: null,
      reason: expect.stringContaining("cannot make 35 clusters of 30 tracks")
    })
    expect(spaces[4]).toMatchObject({ heldOutAri: null, inSampleAri: null, reason: "there are no two clusters" })
  }, 30_000)
})
