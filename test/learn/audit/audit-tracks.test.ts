import { beforeAll, describe, expect, it } from "vitest"
import { readTable, type Row } from "../../../src/format/parquet.ts"
import { auditTracks, type TrackFacts } from "../../../src/learn/audit/audit-tracks.ts"
import { matrix } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { Rig, type RunReport } from "../../dataflow/rig.ts"

const limits = {
  nearDistance: 0.2,
  quietRms: 1e-3,
  silentShare: 0.5,
  clippedShare: 1e-3,
  oddLengthShare: 0.1,
  confoundArea: 0.9,
  dominantShare: 0.5,
  fewestTracks: 2
}
const sound = { durationSec: 30, peak: 0.9, loudnessDb: -20, clippedShare: 0, silentShare: 0 }
const random = () => new Random(1)
const draw = new Random(7)

/** 60 tracks of two genres by 20 artists; nothing is wrong with them. */
const sane = () => ({
  tracks: Array.from({ length: 60 }, (_, i): TrackFacts => ({
    id: `t${i}`,
    digest: `d${i}`,
    group: `artist ${i % 20}`,
    labels: { label: i % 2 ? "rock" : "jazz", language: null },
    features: i,
    sound: { ...sound, loudnessDb: -20 + draw.normal() }
  })),
  features: matrix(Array.from({ length: 60 }, () => Array.from({ length: 8 }, () => draw.normal()))),
  rms: null
})
const audit = (collection: Parameters<typeof auditTracks>[0]) =>
  auditTracks(collection, limits, { permutations: 199, random: random() })
const withTrack = (at: number, part: Partial<TrackFacts>) => {
  const collection = sane()
  return { ...collection, tracks: collection.tracks.map((track, i) => i === at ? { ...track, ...part } : track) }
}

describe("an audit", () => {
  it("of sane tracks finds nothing, and says what it measured", () => {
    const { confounds, findings } = audit(sane())

    expect(findings).toEqual([])
    expect(confounds.map(({ column, variable }) => `${variable} ${column}`)).toEqual(["loudness label", "length label"])
  })

  it("names copies with labels that contradict each other, and reports an exact pair once", () => {
    const collection = sane()
    collection.features.data.copyWithin(33 * 8, 4 * 8, 5 * 8)

    expect(audit(collection).findings).toEqual([
      { kind: "same-features", tracks: ["t4", "t33"], detail: "every feature is equal · label jazz and rock" }
    ])
    expect(audit(withTrack(9, { digest: "d1" })).findings).toEqual([
      { kind: "same-audio", tracks: ["t1", "t9"], detail: "the same file bytes" }
    ])
  })

  it("names silent, clipped, odd and unreadable tracks", () => {
    const quiet = { ...sane(), rms: new Float64Array(60).fill(0.1).fill(1e-5, 3, 4) }

    expect(audit(quiet).findings[0]).toMatchObject({ kind: "silent", tracks: ["t3"] })
    expect(audit(withTrack(5, { sound: { ...sound, silentShare: 0.75 } })).findings)
      .toEqual([{ kind: "silent", tracks: ["t5"], detail: "75 % of it lies below −60 dB" }])
    expect(audit(withTrack(6, { sound: { ...sound, clippedShare: 0.02, durationSec: 9 } })).findings).toEqual([
      { kind: "clipped", tracks: ["t6"], detail: "2.0 % of the samples lie in runs at full scale" },
      { kind: "odd-length", tracks: ["t6"], detail: "9.0 s, the median is 30.0 s" }
    ])
    expect(audit(withTrack(8, { features: null })).findings).toMatchObject([{ kind: "no-features", tracks: ["t8"] }])
  })

  it("calls no length odd where lengths differ anyway", () => {
    const collection = sane()
    const tracks = collection.tracks.map((track, i) => ({ ...track, sound: { ...sound, durationSec: 60 + 7 * i } }))

    expect(audit({ ...collection, tracks }).findings.filter(({ kind }) => kind === "odd-length")).toEqual([])
  })

  it("names a row that is no number instead of failing", () => {
    const collection = sane()
    collection.features.data[17] = NaN

    expect(audit(collection).findings).toEqual([{ kind: "not-finite", tracks: ["t2"], detail: "feature 2 is NaN" }])
  })

  it("tells that clips of one label are longer", () => {
    const collection = sane()
    const tracks = collection.tracks.map((track, i) => ({
      ...track,
      sound: { ...sound, durationSec: i % 2 ? 30 : 29.5 }
    }))

    const found = audit({ ...collection, tracks }).findings

    expect(found.map(({ detail, kind }) => [kind, detail])).toEqual([[
      "confound",
      `length alone tells label "jazz" from the others (area 1.00) and has 100 % of its variance between them`
    ]])
  })

  it("names labels of one artist, of few tracks and of none", () => {
    const collection = sane()
    const tracks = collection.tracks.map((track, i): TrackFacts => {
      if (i < 4) return { ...track, labels: { label: "reggae" }, group: i < 3 ? "Bob" : "Lee" }
      return { ...track, labels: { label: i === 4 ? "opera" : i === 5 ? null : track.labels["label"]! } }
    })

    const found = audit({ ...collection, tracks }).findings

    expect(found).toEqual([
      { kind: "unlabelled", tracks: ["t5"], detail: "1 of 60 tracks have no label" },
      { kind: "few-tracks", tracks: ["t4"], detail: `label "opera" has 1 track` },
      { kind: "dominant-group", tracks: ["t0", "t1", "t2"], detail: `75 % of label "reggae" is by "Bob"` }
    ])
  })

  it("of no tracks finds nothing", () => {
    expect(audit({ tracks: [], features: matrix([]), rms: null })).toEqual({ findings: [], confounds: [] })
  })
})

const pipeline = `
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { auditTracks } from "@src/../nodes/evaluate/audit-tracks.ts"
import { extract } from "@src/../nodes/features/extract.ts"
import { catalogueCorpus } from "@src/../nodes/ingest/catalogue-corpus.ts"
import { corpus } from "@src/../nodes/ingest/corpus.ts"
import { readFeatureTable } from "@src/../nodes/ingest/read-feature-table.ts"
import { renderCorpus } from "@src/../nodes/ingest/render-corpus.ts"
const limits = ${JSON.stringify({ ...limits, permutations: 99 })}
const p = Pipeline.gen("p", { seed: 5 }, function*() {
  const { features, tracks } = yield* readFeatureTable({}, { file: FILE, labelColumn: null, keep: [], mostSetAside: 0.25, fewest: 1 })
  const { findings } = yield* auditTracks({ tracks, features, sound: [] }, limits)
  const { planned } = yield* corpus({}, { tracks: 6, seed: 1 })
  const { audio } = yield* renderCorpus({ planned }, { durationSec: 2 })
  const rendered = yield* catalogueCorpus({ planned, audio }, {})
  const { sound } = yield* extract({ tracks: rendered.tracks, audio }, { profile: "librosa", excerptSec: 30 })
  yield* auditTracks.as("audit-rendered")({ tracks: rendered.tracks, features, sound: [sound] }, limits)
  return { findings }
})
export default p
`

/** GTZAN's layout: 300 rows, 14 of which are copies of others, three across genres, and two rows nearly so. */
const csv = () => {
  const random = new Random(8)
  const names = ["rms_mean", ...Array.from({ length: 12 }, (_, j) => `mfcc${j + 1}_mean`)]
  const rows = Array.from({ length: 300 }, (_, i) => names.map((_, j) => 0.2 * i % 1 + 3 ** (j % 4) * random.normal()))
  for (let copy = 0; copy < 14; copy++) rows[280 + copy] = rows[copy * 7]!
  rows[299] = rows[200]!.map((value) => value + 0.01 * random.normal())
  const genre = (i: number) =>
    i < 280 ? ["blues", "metal", "rock"][i % 3]! : ["blues", "metal", "rock"][(i - 280) * 7 % 3]!
  const label = (i: number) => i === 281 || i === 284 || i === 290 ? "pop" : genre(i)
  return [
    ["filename", "length", ...names, "label"].join(),
    ...rows.map((row, i) => [`${label(i)}.${i}.wav`, 661794, ...row.map((v) => Math.abs(v) + 0.1), label(i)].join())
  ].join("\n")
}

describe("a pipeline that audits", () => {
  let rig: Rig
  let report: RunReport
  beforeAll(async () => {
    rig = new Rig({ "table.csv": csv(), "pipelines/p.ts": pipeline })
    rig.edit("pipelines/p.ts", "FILE", JSON.stringify(`${rig.root}/table.csv`))
    report = await rig.run({ keepGoing: true })
    return () => rig[Symbol.dispose]()
  }, 60_000)
  const rowsOf = (output: string): Promise<ReadonlyArray<Row>> =>
    readTable(rig.store().objectPath(report.digests[output]!))
  const jsonOf = (output: string) =>
    JSON.parse(new TextDecoder().decode(rig.store().readObject(report.digests[output]!)))

  it("finds the 14 planted copies of a feature table, and which contradict their label", async () => {
    const rows = await rowsOf("audit-tracks.findings")

    const same = rows.filter((row) => row["kind"] === "same-features")
    expect(same).toHaveLength(14)
    expect(same.filter((row) => String(row["detail"]).includes("label"))).toHaveLength(3)
    expect(same[0]).toMatchObject({ count: 2, tracks: "blues.0.wav, blues.280.wav" })
    expect(rows.filter((row) => row["kind"] === "near-duplicate").map((row) => row["count"])).toEqual([2])
  })

  it("sums up labels and confounds, sound or none", () => {
    expect(jsonOf("audit-tracks.summary")).toMatchObject({ tracks: 300, measured: 300, heard: 0, ungrouped: 300 })
    expect(jsonOf("audit-tracks.summary").confounds[0]).toMatchObject({ variable: "loudness", column: "label" })
    expect(jsonOf("audit-rendered.summary")).toMatchObject({ tracks: 6, heard: 6, findings: { "no-features": 6 } })
  })

  it("hears every track of a folder", async () => {
    const rows = await rowsOf("extract.sound")

    expect(rows.map((row) => row["durationSec"])).toEqual(Array(6).fill(2))
    expect(rows.every((row) => Number(row["loudnessDb"]) > -60 && row["clippedShare"] === 0)).toBe(true)
  })
})
