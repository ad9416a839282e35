import { beforeAll, describe, expect, it } from "vitest"
import { readTable, type Row } from "../../src/format/parquet.ts"
import { type RunReport, SerialRig } from "../dataflow/rig.ts"

const imports = `
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { givenClusters, givenTracks } from "@src/../test/nodes/rows-as-nodes.ts"
import { agglomerative } from "@src/../nodes/cluster/agglomerative.ts"
import { gaussianMixture } from "@src/../nodes/cluster/gaussian-mixture.ts"
import { kMeans } from "@src/../nodes/cluster/k-means.ts"
import { spectral } from "@src/../nodes/cluster/spectral.ts"
import { rankMethods } from "@src/../nodes/evaluate/rank-methods.ts"
import { scoreClusters } from "@src/../nodes/evaluate/score-clusters.ts"
import { scoreMethod } from "@src/../nodes/evaluate/score-method.ts"
import { concatenate } from "@src/../nodes/fuse/concatenate.ts"
import { lyricsOf } from "@src/../pipelines/parts/lyrics-of.ts"
import { shuffleLyrics } from "@src/../nodes/text/shuffle-lyrics.ts"

const ranks = { baselines: [], level: 0.95, permutations: 19, resamples: 19 } as const
const halves = { level: 0.95, resamples: 19, groups: "none", fewestGroups: 2, halves: 1 } as const
const draws = { permutations: 19, ...halves } as const
const chosen = { k: null, kMin: 3, kMax: 6 } as const
const asText = <A>(length: number, of: (i: number) => A) => Array.from({ length }, (_, i) => of(i))
`

const clustered = `${imports}
const labels = asText(12, (i) => i % 2 ? "loud" : "calm")
const found = {
  none: asText(12, () => -1),
  one: asText(12, () => 0),
  "one-and-noise": asText(12, (i) => i < 9 ? 0 : -1),
  "two-and-noise": asText(12, (i) => i < 8 ? i % 2 : -1)
}

export default Pipeline.gen("p", { seed: 5 }, function*() {
  const { features: vectors, tracks } = yield* givenTracks({}, {
    vectors: asText(12, (i) => [i % 2 ? 1 + i / 100 : -1 - i / 100, i / 50]), labels, lyrics: []
  })
  const scores = []
  for (const [name, clusters] of Object.entries(found)) {
    const { assignments } = yield* givenClusters.as(name)({}, { clusters })
    yield* scoreClusters.as("easy-" + name)({ vectors, features: vectors, assignments, tracks }, {
      space: "features", ...draws
    })
    const judged = yield* scoreMethod.as("score-" + name)({ vectors, common: vectors, assignments, tracks }, {
      method: name, space: "features", run: 0, ...draws
    })
    scores.push(judged.scores)
  }
  const tests = { against: "label", shown: "label", ...ranks } as const
  yield* rankMethods({ scores }, { metric: "purity", ...tests })
  return {}
})`

const repeated = `${imports}
export default Pipeline.gen("repeated", { seed: 5 }, function*() {
  for (const [name, places] of Object.entries({ same: 1, pairs: 2, fours: 4 })) {
    const { features: vectors } = yield* givenTracks.as(name)({}, {
      vectors: asText(24, (i) => [i % places, 10 * (i % places) ** 2]), labels: [], lyrics: []
    })
    yield* kMeans.as("k-means-" + name)({ vectors }, { ...chosen, restarts: 2, maxIterations: 20, tolerance: 0 })
    yield* agglomerative.as("ward-" + name)({ vectors }, { ...chosen, linkage: "ward" })
    yield* spectral.as("spectral-" + name)({ vectors }, {
      ...chosen, affinity: { kind: "gaussian", gamma: 0.5 }, restarts: 2
    })
    yield* gaussianMixture.as("mixture-" + name)({ vectors }, {
      ...chosen, covariance: "diag", restarts: 2, maxIterations: 50, tolerance: 1e-3, regularization: 1e-6
    })
  }
  return {}
})`

const song = (of: (i: number) => string | null): string => JSON.stringify(Array.from({ length: 12 }, (_, i) => of(i)))

/** Lyrics of twelve tracks, as the parameter of one pipeline: another pipeline would be compiled anew. */
const songs: Readonly<Record<string, string>> = {
  silent: song((i) => i % 3 ? null : "[Instrumental]"),
  alike: song((i) => i < 2 ? "midnight river carries silver moonlight home tonight" : null),
  "stop-words": song(() => "and the of to in it is that was he for on are with as"),
  english: song((i) =>
    i % 2
      ? "the river carries silver moonlight over mountains tonight"
      : "my engine burns gasoline down the highway all night"
  )
}

const sung = `${imports}
const fusion = { scaling: "blocks", audioWeight: 1, lyricsWeight: 1, components: null } as const
const means = { k: 2, kMin: 2, kMax: 3, restarts: 2, maxIterations: 20, tolerance: 0 }

export default Pipeline.gen("sung", { seed: 5 }, function*() {
  const { features: common, tracks } = yield* givenTracks({}, {
    vectors: asText(12, (i) => [Math.sin(i), Math.cos(3 * i)]),
    labels: asText(12, (i) => i % 2 ? "a" : "b"),
    lyrics: []
  })
  const { embedding, lyrics } = yield* lyricsOf(tracks)
  const shuffled = yield* shuffleLyrics({ embedding, lyrics }, { within: "all" })
  const { fused } = yield* concatenate({ audio: common, embedding: shuffled.embedding, lyrics }, fusion)
  const { assignments } = yield* kMeans({ vectors: fused }, means)
  const about = { common, assignments, tracks }
  const both = yield* scoreMethod.as("score-both")({ ...about, vectors: fused, lyrics: [embedding] }, {
    method: "K-Means", space: "audio + lyrics", run: 0, ...draws
  })
  const audio = yield* scoreMethod.as("score-audio")({ ...about, vectors: common }, {
    method: "K-Means", space: "audio", run: 0, ...draws
  })
  yield* rankMethods({ scores: [audio.scores, both.scores] }, {
    metric: "ARI", against: "label", shown: "label", ...ranks
  })
  return {}
})`

describe("clusterings that are hardly any", () => {
  let rig: SerialRig
  let report: RunReport
  beforeAll(async () => {
    rig = new SerialRig({ "pipelines/p.ts": clustered })
    report = await rig.run({ keepGoing: true })
    return () => rig[Symbol.dispose]()
  }, 60_000)
  const rowsOf = (output: string): Promise<ReadonlyArray<Row>> =>
    readTable(rig.store().objectPath(report.digests[output]!))

  it("are ranked only from two clusters on, and say what there is instead", async () => {
    const rows = await rowsOf("rank-methods.ranking")

    expect(report.failed).toEqual([])
    expect(rows.map(({ method, purity, rank, reason }) => [method, rank, purity, reason])).toEqual([
      ["two-and-noise", 1, 1, null],
      ["none", null, null, "no clusters: all 12 tracks are noise"],
      ["one", null, null, "no clusters: all 12 tracks are in one"],
      ["one-and-noise", null, null, "no clusters: 9 tracks are in one, the other 3 are noise"]
    ])
  })

  it("keep the majority's share as the purity of one cluster, for studies that publish it", async () => {
    const rows = await rowsOf("score-one.scores")

    expect(rows.find(({ against, metric }) => metric === "purity" && against === "label")!["value"]).toBe(0.5)
  })

  it("are scored by Easy with each track of noise on its own, never as one more cluster", async () => {
    const scored = async (name: string) =>
      Object.fromEntries(
        (await rowsOf(`easy-${name}.scores`)).map((
          { against, metric, value }
        ) => [`${String(metric)} ${String(against)}`, value])
      )

    expect(await scored("none")).toEqual({})
    const withNoise = await scored("two-and-noise")
    // scikit-learn's adjusted_rand_score([0, 1] * 6, [0, 1] * 4 + [2, 3, 4, 5]); with noise as one cluster it is 0.368
    expect(withNoise["ARI label"]).toBeCloseTo(0.42105263157894735, 12)
    expect(Object.keys(withNoise).filter((name) => name.startsWith("Calinski"))).toEqual([])
  })
})

describe("tracks that are the same", () => {
  let rig: SerialRig
  let report: RunReport
  beforeAll(async () => {
    rig = new SerialRig({ "pipelines/repeated.ts": repeated })
    report = await rig.run({ name: "repeated", keepGoing: true })
    return () => rig[Symbol.dispose]()
  }, 60_000)

  it.each(["k-means", "ward", "spectral", "mixture"])("are never put into different clusters by %s", async (method) => {
    expect(report.failed).toEqual([])
    const found = []
    for (const [name, places] of [["same", 1], ["pairs", 2], ["fours", 4]] as const) {
      const rows = await readTable(rig.store().objectPath(report.digests[`${method}-${name}.assignments`]!))
      const { k, rule } = JSON.parse(
        new TextDecoder().decode(rig.store().readObject(report.digests[`${method}-${name}.choice`]!))
      )
      const placed = new Set(rows.map(({ cluster }, i) => `${i % places} ${String(cluster)}`)).size
      found.push({ name, placed, k, isLowered: rule === "as many as tracks differ" })
    }

    expect(found).toEqual([
      { name: "same", placed: 1, k: 1, isLowered: true },
      { name: "pairs", placed: 2, k: 2, isLowered: true },
      { name: "fours", placed: 4, k: expect.toSatisfy((k) => k === 3 || k === 4), isLowered: false }
    ])
  })
})

describe("spaces of audio and lyrics", () => {
  let rig: SerialRig
  const reports: Record<string, RunReport> = {}
  beforeAll(async () => {
    rig = new SerialRig({ "pipelines/sung.ts": sung })
    for (const [name, lyrics] of Object.entries(songs)) {
      reports[name] = await rig.run({ name: "sung", set: { "given-tracks.lyrics": lyrics }, keepGoing: true })
    }
    return () => rig[Symbol.dispose]()
  }, 60_000)
  const spacesOf = async (name: string) =>
    (await readTable(rig.store().objectPath(reports[name]!.digests["rank-methods.ranking"]!))).map(({ space }) =>
      String(space)
    ).sort((a, b) => a < b ? -1 : 1)
  const saidBy = (name: string, step: string) =>
    reports[name]!.events.flatMap((event) =>
      event._tag === "NodeFinished" && event.node === step ? [event.summary] : []
    )

  it.each(["silent", "alike", "stop-words"])("are left out where lyrics tell nothing: %s", async (name) => {
    expect(reports[name]!.failed).toEqual([])
    expect(await spacesOf(name)).toEqual(["audio"])
    expect(saidBy(name, "score-both")).toEqual(["no scores: no two tracks differ in their lyrics"])
  })

  it("are ranked where two songs differ, be they all in one language", async () => {
    expect(reports["english"]!.failed).toEqual([])
    expect(await spacesOf("english")).toEqual(["audio", "audio + lyrics"])
  })

  it("say why their lyrics hold nothing", () => {
    expect(saidBy("silent", "embed-lyrics")).toEqual(["no track has lyrics"])
    expect(saidBy("stop-words", "embed-lyrics")[0]).toMatch(/^12 documents hold no term at all/)
  })
})
