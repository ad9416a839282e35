import { beforeAll, describe, expect, it } from "vitest"
import { readTable, type Row } from "../../../src/format/parquet.ts"
import { rankMethods, type RunScore } from "../../../src/learn/metric/test/rank-methods.ts"
import { Rig, type RunReport } from "../../dataflow/rig.ts"

const scores = (method: string, values: ReadonlyArray<number | null>, isLabelConditioned = false) =>
  values.map((value, run): RunScore => ({
    method,
    run,
    isLabelConditioned,
    value,
    reason: value === null ? "every track is noise" : null
  }))

describe("a ranking", () => {
  it("orders by the mean over runs, and equal means share a rank", () => {
    const found = rankMethods([
      ...scores("b", [0.2, 0.3]),
      ...scores("a", [0.25, 0.25]),
      ...scores("best", [0.1, 0.9]),
      ...scores("last", [0, 0])
    ], "higher")

    expect(found.map(({ method, rank }) => [method, rank])).toEqual([["best", 1], ["b", 2], ["a", 2], ["last", 4]])
    expect(found[0]!.deviation).toBeCloseTo(0.8 / Math.SQRT2, 12)
  })

  it("puts the smallest first where lower is better", () => {
    expect(rankMethods([...scores("a", [2]), ...scores("b", [1])], "lower").map(({ method }) => method))
      .toEqual(["b", "a"])
  })

  it("never ranks what labels went into, however good", () => {
    const found = rankMethods([...scores("told", [1, 1], true), ...scores("honest", [0.1, 0.2])], "higher")

    expect(found.map(({ method, rank, reason }) => [method, rank, reason])).toEqual([
      ["honest", 1, null],
      ["told", null, "labels went into it"]
    ])
  })

  it("says why a method has no value, and refuses one run told twice", () => {
    expect(rankMethods(scores("dbscan", [0.5, null]), "higher")[0]).toMatchObject({
      rank: null,
      mean: null,
      reason: "run 1: every track is noise"
    })
    expect(() => rankMethods([...scores("a", [1]), ...scores("a", [1])], "higher")).toThrow("two scores of run 0")
    expect(rankMethods([], "higher")).toEqual([])
  })
})

const pipeline = `
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { smallTracks } from "@src/../test/nodes/small-tracks.ts"
import { kMeans } from "@src/../nodes/cluster/k-means.ts"
import { dbscan } from "@src/../nodes/cluster/dbscan.ts"
import { randomLabels } from "@src/../nodes/evaluate/random-labels.ts"
import { randomProjection } from "@src/../nodes/evaluate/random-projection.ts"
import { rankMethods } from "@src/../nodes/evaluate/rank-methods.ts"
import { scoreMethod } from "@src/../nodes/evaluate/score-method.ts"

const ranked = { level: 0.95, permutations: 49, resamples: 40 }
const draws = { ...ranked, groups: "group, else artist", fewestGroups: 10, halves: 1 } as const
const means = { k: 2, kMin: 2, kMax: 3, restarts: 3, maxIterations: 50, tolerance: 0 }

const p = Pipeline.gen("p", { seed: 5 }, function*() {
  const { features: common, lyrics, tracks } = yield* smallTracks({}, { tracks: 40, poisoned: null })
  const about = { common, tracks }
  const found = yield* kMeans({ vectors: common }, means)
  const known = yield* scoreMethod.as("score-means")({ ...about, vectors: common, assignments: found.assignments }, {
    method: "K-Means", space: "features", run: 0, ...draws
  })
  const { projected } = yield* randomProjection({ vectors: lyrics }, { dims: 2 })
  const thrown = yield* kMeans.as("means-projected")({ vectors: projected }, means)
  const projection = yield* scoreMethod.as("score-projection")({
    ...about, vectors: projected, assignments: thrown.assignments
  }, { method: "K-Means", space: "random projection", run: 0, ...draws })
  const taught = yield* kMeans.as("means-told", { labels: "conditions" })({ vectors: common }, means)
  const told = yield* scoreMethod.as("score-told")({ ...about, vectors: common, assignments: taught.assignments }, { method: "told", space: "features", run: 0, ...draws })
  const guessed = yield* randomLabels({ vectors: common }, { k: 2 })
  const chance = yield* scoreMethod.as("score-chance")({ ...about, vectors: common, assignments: guessed.assignments }, {
    method: "random labels", space: "features", run: 0, ...draws
  })
  const noise = yield* dbscan({ vectors: common }, { eps: 1e-6, minSamples: 5 })
  const lost = yield* scoreMethod.as("score-noise")({ ...about, vectors: common, assignments: noise.assignments }, {
    method: "DBSCAN", space: "features", run: 0, ...draws
  })
  const all = [chance.scores, told.scores, lost.scores, projection.scores, known.scores]
  const ranks = { shown: "label", baselines: ["random projection"], ...ranked } as const
  const { ranking } = yield* rankMethods({ scores: all }, { ...ranks, metric: "ARI", against: "label" })
  yield* rankMethods.as("rank-inside")({ scores: all }, { ...ranks, metric: "silhouette", against: "common space" })
  yield* rankMethods.as("rank-twice")({ scores: [known.scores, known.scores] }, {
    ...ranks, metric: "ARI", against: "label"
  })
  return { ranking }
})
export default p
`

describe("a pipeline that ranks methods", () => {
  let rig: Rig
  let report: RunReport
  beforeAll(async () => {
    rig = new Rig({ "pipelines/p.ts": pipeline })
    report = await rig.run({ keepGoing: true })
    return () => rig[Symbol.dispose]()
  }, 60_000)
  const rowsOf = (output: string): Promise<ReadonlyArray<Row>> =>
    readTable(rig.store().objectPath(report.digests[output]!))

  it("puts what finds the kinds first, chance later, and leaves out what was told", async () => {
    const rows = await rowsOf("rank-methods.ranking")

    expect(rows[0]).toMatchObject({ rank: 1, method: "K-Means", ari: 1, p: 1 / 50, isLabelConditioned: false })
    const chance = rows.find((row) => row["method"] === "random labels")!
    expect(Math.abs(Number(chance["ari"]))).toBeLessThan(0.1)
    expect(rows.find((row) => row["method"] === "told")).toMatchObject({
      rank: null,
      isLabelConditioned: true,
      reason: "labels went into it"
    })
  })

  it("ranks all noise nowhere, not even by a purity of 1 as single tracks", async () => {
    const scored = await rowsOf("score-noise.scores")
    const inside = (await rowsOf("rank-inside.ranking")).find((row) => row["method"] === "DBSCAN")!

    expect(scored.every((row) => row["coverage"] === 0 && row["clusters"] === 0)).toBe(true)
    expect(scored.every((row) => row["value"] === null)).toBe(true)
    expect(inside).toMatchObject({ rank: null, purity: null, reason: "no clusters: all 40 tracks are noise" })
  })

  it("compares every pair of ranked methods, the told one not among them", async () => {
    const rows = await rowsOf("rank-methods.comparisons")

    expect(rows).toHaveLength(3) // of three ranked methods
    expect(rows.flatMap((row) => [row["first"], row["second"]]).includes("told, features")).toBe(false)
  })

  it("scores missing languages as null with the reason", async () => {
    const rows = (await rowsOf("score-means.scores")).filter((row) => row["against"] === "language")

    expect(rows.map((row) => row["reason"])).toEqual(Array(4).fill("no track has a language"))
  })

  it("refuses one run told twice, with a hint", () => {
    expect(report.failed).toEqual(["rank-twice"])
    expect(JSON.stringify(report.events)).toContain("number its runs differently")
  })
})
