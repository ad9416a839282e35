import { beforeAll, describe, expect, it } from "vitest"
import { readTable, type Row } from "../../../src/format/parquet.ts"
import { Rig, type RunReport } from "../../dataflow/rig.ts"

const pipeline = `
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { smallTracks } from "@src/../test/nodes/small-tracks.ts"
import { kMeans } from "@src/../nodes/cluster/k-means.ts"
import { clusterStability } from "@src/../nodes/evaluate/cluster-stability.ts"
import { probe } from "@src/../nodes/evaluate/probe.ts"
import { randomProjection } from "@src/../nodes/evaluate/random-projection.ts"

const asking = {
  space: "features", folds: 4, groups: "group, else artist", penalty: 1,
  maxIterations: 200, tolerance: 1e-5, neighbours: 5
} as const
const means = { restarts: 3, maxIterations: 50, tolerance: 0 }

const p = Pipeline.gen("p", { seed: 5 }, function*() {
  const { features, tracks } = yield* smallTracks({}, { tracks: 40, poisoned: null })
  const { probes } = yield* probe({ vectors: features, tracks }, asking)
  yield* probe.as("probe-finely")({ vectors: features, tracks }, { ...asking, folds: 41, neighbours: 40 })
  const { assignments, choice } = yield* kMeans({ vectors: features }, { k: 2, kMin: 2, kMax: 3, ...means })
  yield* clusterStability({ vectors: features, choice, assignments }, { share: 0.8, repeats: 5, ...means })
  yield* clusterStability.as("stable-subset")({ vectors: features, choice, assignments }, { share: 0.01, repeats: 5, ...means })
  const bad = yield* smallTracks.as("bad-tracks")({}, { tracks: 8, poisoned: 2 })
  yield* probe.as("probe-bad")({ vectors: bad.features, tracks: bad.tracks }, asking)
  yield* randomProjection({ vectors: bad.features }, { dims: 2 })
  return { probes }
})
export default p
`

describe("probes and stability in a pipeline", () => {
  let rig: Rig
  let report: RunReport
  beforeAll(async () => {
    rig = new Rig({ "pipelines/p.ts": pipeline })
    report = await rig.run({ keepGoing: true })
    return () => rig[Symbol.dispose]()
  }, 60_000)
  const rowsOf = (output: string): Promise<ReadonlyArray<Row>> =>
    readTable(rig.store().objectPath(report.digests[output]!))

  it("read the kinds of tracks by both probes, far above the majority", async () => {
    const rows = (await rowsOf("probe.probes")).filter((row) => row["column"] === "label")

    expect(rows.map((row) => [row["probe"], row["accuracy"], row["unconverged"]])).toEqual([
      ["linear", 1, 0],
      ["nearest", 1, 0]
    ])
    expect(rows[0]).toMatchObject({ majorityAccuracy: 0.5, classes: 2, groups: 40, foldDeviation: 0, reason: null })
  })

  it("say why a column cannot be asked for", async () => {
    const rows = await rowsOf("probe.probes")
    const finely = await rowsOf("probe-finely.probes")

    expect(rows.slice(2).map((row) => [row["accuracy"], row["reason"]])).toEqual([
      [null, "no track has a language"],
      [null, "no track has a language"]
    ])
    expect(finely[0]!["reason"]).toBe("40 groups cannot fill 41 folds")
  })

  it("find both clusters again in subsamples", async () => {
    const rows = await rowsOf("cluster-stability.clusters")

    expect(rows.map((row) => [row["size"], row["jaccard"], row["dissolved"]])).toEqual([[20, 1, 0], [20, 1, 0]])
  })

  it("refuse vectors with NaN and subsamples of no track, by name", () => {
    const events = JSON.stringify(report.events)

    expect(report.failed.toSorted()).toEqual(["probe-bad", "random-projection", "stable-subset"])
    expect(events).toContain(`A probe needs numbers, and the \\"a\\" of \\"track2\\" is NaN`)
    expect(events).toContain("share of 0.01 of 40 tracks")
  })
})
