import { beforeAll, describe, expect, it } from "vitest"
import { readTable, type Row } from "../../src/format/parquet.ts"
import { corpusTracks } from "../../src/music/corpus/corpus.ts"
import { type RunReport, SerialRig } from "../dataflow/rig.ts"

const terms = `{
  terms: "words", shortest: 1, longest: 1, stopWords: "own", maxTerms: 2000, minDocuments: 2, maxDocumentShare: 0.8,
  sublinear: true, smooth: true, norm: "l2"
} as const`
const svd = `{ components: 6, oversampling: 10, iterations: 5, topWords: 10, unitLength: true } as const`
const remarks = `["[Instrumental]", "Thank you.", null, "  "]`

const pipeline = `
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { sungTracks } from "@src/../test/nodes/sung-tracks.ts"
import { judgeLyrics } from "@src/../nodes/text/judge-lyrics.ts"
import { embedLyrics } from "@src/../nodes/text/embed-lyrics.ts"
import { shuffleLyrics } from "@src/../nodes/text/shuffle-lyrics.ts"
import { tfIdf } from "@src/../nodes/text/tf-idf.ts"
import { describeWords } from "@src/../nodes/text/describe-words.ts"
import { kMeans } from "@src/../nodes/cluster/k-means.ts"

const terms = ${terms}
const svd = ${svd}
const judging = { languages: ["en", "es", "pt", "bn"], minimumWords: 5, remarks: "states" } as const

const p = Pipeline.gen("p", { seed: 5 }, function*() {
  const { tracks } = yield* sungTracks({}, { tracks: 80, lyrics: ${remarks} })
  const { lyrics } = yield* judgeLyrics({ tracks }, judging)
  const { embedding } = yield* embedLyrics({ lyrics }, { ...terms, ...svd })
  yield* shuffleLyrics({ embedding, lyrics }, { within: "all" })
  yield* shuffleLyrics.as("shuffle-within")({ embedding, lyrics }, { within: "language" })
  const { weights } = yield* tfIdf({ lyrics }, { ...terms, maxTerms: 50 })
  const { assignments } = yield* kMeans({ vectors: embedding }, {
    k: 4, kMin: 2, kMax: 4, restarts: 3, maxIterations: 50, tolerance: 0
  })
  yield* describeWords({ weights, lyrics, assignments }, { words: 5 })

  const silent = yield* sungTracks.as("silent-tracks")({}, { tracks: 3, lyrics: [null, "[Instrumental]", ""] })
  const judged = yield* judgeLyrics.as("judge-silent")({ tracks: silent.tracks }, judging)
  const zero = yield* embedLyrics.as("embed-silent")({ lyrics: judged.lyrics }, { ...terms, ...svd })
  yield* shuffleLyrics.as("shuffle-silent")({ embedding: zero.embedding, lyrics: judged.lyrics }, { within: "all" })
  const none = yield* tfIdf.as("weigh-silent")({ lyrics: judged.lyrics }, terms)
  const alone = yield* kMeans.as("cluster-silent")({ vectors: zero.embedding }, {
    k: 2, kMin: 2, kMax: 2, restarts: 1, maxIterations: 5, tolerance: 0
  })
  yield* describeWords.as("describe-silent")(
    { weights: none.weights, lyrics: judged.lyrics, assignments: alone.assignments },
    { words: 5 }
  )

  const repeated = yield* judgeLyrics.as("judge-as-text")({ tracks }, { ...judging, remarks: "text" })
  yield* tfIdf.as("weigh-as-text")({ lyrics: repeated.lyrics }, {
    ...terms, terms: "scikit-learn", stopWords: "scikit-learn", maxTerms: null, minDocuments: 1, maxDocumentShare: 1
  })
  return { embedding }
})
export default p
`

let rig: SerialRig
let report: RunReport
beforeAll(async () => {
  rig = new SerialRig({ "pipelines/p.ts": pipeline })
  report = await rig.run({ keepGoing: true })
  return () => rig[Symbol.dispose]()
}, 60_000)

const rowsOf = (output: string): Promise<ReadonlyArray<Row>> =>
  readTable(rig.store().objectPath(report.digests[output]!))
const jsonOf = (output: string) => JSON.parse(new TextDecoder().decode(rig.store().readObject(report.digests[output]!)))
const numbersOf = (row: Row): ReadonlyArray<number> =>
  Object.entries(row).flatMap(([name, value]) => name === "id" ? [] : [Number(value)])
const lengthOf = (row: Row): number => Math.hypot(...numbersOf(row))

describe("the lyrics of a folder", () => {
  it("are judged track by track, and a remark never becomes text", async () => {
    const rows = await rowsOf("judge-lyrics.lyrics")

    expect(rows).toHaveLength(80)
    expect(rows.slice(0, 4).map((row) => row["state"])).toEqual(["instrumental", "doubtful", "missing", "missing"])
    expect(rows.slice(0, 4).map((row) => row["text"])).toEqual(["", "", "", ""])
  })

  it("name their language from the words alone", async () => {
    const truth = new Map([...corpusTracks(80, 1)].map(({ id, language }) => [id, language]))
    const present = (await rowsOf("judge-lyrics.lyrics")).filter((row) => row["state"] === "present")

    expect(present.filter((row) => row["language"] !== truth.get(String(row["id"])))).toEqual([])
  })

  it("lie at zero where there are none, and at length one where there are", async () => {
    const states = (await rowsOf("judge-lyrics.lyrics")).map((row) => row["state"] === "present" ? 1 : 0)
    const lengths = (await rowsOf("embed-lyrics.embedding")).map((row) => Math.round(1e9 * lengthOf(row)) / 1e9)

    expect(lengths).toEqual(states)
  })

  it("lie nearest to lyrics of their own language", async () => {
    const states = (await rowsOf("judge-lyrics.lyrics")).filter((row) => row["state"] === "present")
    const language = new Map(states.map((row) => [row["id"], row["language"]]))
    const sung = (await rowsOf("embed-lyrics.embedding")).filter((row) => language.has(row["id"]))
    const points = sung.map(numbersOf)
    const cosine = (i: number, j: number) => points[i]!.reduce((sum, value, c) => sum + value * points[j]![c]!, 0)
    const nearest = sung.map((_, i) =>
      [...sung.keys()].filter((j) => j !== i).reduce((best, j) => cosine(i, j) > cosine(i, best) ? j : best)
    )

    const alike = nearest.filter((j, i) => language.get(sung[i]!["id"]) === language.get(sung[j]!["id"])).length
    expect(alike / sung.length).toBeGreaterThan(0.95)
  })

  it("are described topic by topic in words", () => {
    const { note, topics } = jsonOf("embed-lyrics.topics")

    expect(note).toBe(null)
    expect(topics.map(({ words }: { readonly words: ReadonlyArray<string> }) => words.length)).toEqual(
      Array(6).fill(10)
    )
  })

  it("weigh as many terms as asked for, each named", async () => {
    const [first] = await rowsOf("tf-idf.weights")

    expect(Object.keys(first!)).toHaveLength(51)
    expect(jsonOf("tf-idf.vocabulary")).toHaveLength(50)
  })

  it("become text where a study is repeated that took them for text", () => {
    const terms = jsonOf("weigh-as-text.vocabulary").map((entry: { readonly term: string }) => entry.term)

    expect(terms).toContain("instrumental")
    expect(terms).toContain("thank")
  })
})

describe("a cluster's words", () => {
  it("name every cluster of sung tracks, without the mark of their columns", () => {
    const clusters: ReadonlyArray<{ readonly sung: number; readonly words: ReadonlyArray<{ readonly word: string }> }> =
      jsonOf("describe-words.clusters")

    expect(clusters).toHaveLength(4)
    expect(clusters.filter(({ sung, words }) => sung > 0 && words.length === 0)).toEqual([])
    expect(clusters.flatMap(({ words }) => words).filter(({ word }) => word.includes(":"))).toEqual([])
  })
})

describe("shuffled lyrics", () => {
  it("all belong to another track, and every track's go somewhere", async () => {
    const pairing = await rowsOf("shuffle-lyrics.pairing")
    const states = (await rowsOf("judge-lyrics.lyrics")).map((row) => row["state"])

    const moved = pairing.filter((_, i) => states[i] === "present")
    expect(moved.filter((row) => row["id"] === row["lyricsOf"])).toEqual([])
    expect(new Set(pairing.map((row) => row["lyricsOf"])).size).toBe(80)
    expect(pairing.filter((_, i) => states[i] !== "present").every((row) => row["id"] === row["lyricsOf"])).toBe(true)
  })

  it("move the vectors as the pairing says", async () => {
    const before = new Map((await rowsOf("embed-lyrics.embedding")).map((row) => [row["id"], numbersOf(row)]))
    const after = await rowsOf("shuffle-lyrics.embedding")
    const pairing = await rowsOf("shuffle-lyrics.pairing")

    expect(after.map(numbersOf)).toEqual(pairing.map((row) => before.get(row["lyricsOf"])))
  })

  it("stay within their language when told to", async () => {
    const language = new Map((await rowsOf("judge-lyrics.lyrics")).map((row) => [row["id"], row["language"]]))
    const pairing = await rowsOf("shuffle-within.pairing")

    expect(pairing.filter((row) => language.get(row["id"]) !== language.get(row["lyricsOf"]))).toEqual([])
  })
})

describe("a folder without lyrics", () => {
  it("is embedded at zero, with the reason", async () => {
    const rows = await rowsOf("embed-silent.embedding")

    expect(rows.map(numbersOf)).toEqual(Array.from({ length: 3 }, () => [0, 0, 0, 0, 0, 0]))
    expect(jsonOf("embed-silent.topics")).toMatchObject({ documents: 0, note: "no track has lyrics" })
    expect(jsonOf("judge-silent.coverage")).toMatchObject({ tracks: 3, present: 0, missing: 2, instrumental: 1 })
  })

  it("has no terms to weigh, and says so", async () => {
    const rows = await rowsOf("weigh-silent.weights")

    expect(rows.map(numbersOf)).toEqual([[], [], []])
    expect(jsonOf("describe-silent.clusters")).toEqual([{ cluster: 0, sung: 0, words: [] }])
    expect(report.failed).toEqual([])
    expect(JSON.stringify(report.events.filter((event) => event._tag === "NodeFinished"))).toContain("no terms: ")
  })
})
