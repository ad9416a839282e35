import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { bundledFonts } from "../../nodes/row/bundled-fonts.ts"
import { encodeWav16 } from "../../src/music/audio/wav.ts"
import { corpusTrack, renderTrack } from "../../src/music/corpus/corpus.ts"
import { corpusSampleRateHz } from "../../src/music/corpus/oscillator.ts"
import { renderPng } from "../../src/page/report/render-png.ts"
import { EasyRuns } from "./easy-runs.ts"

/** Digests of everything below a folder, by relative path. */
const contents = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    fs.readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file !== ".partita.json" && fs.statSync(path.join(folder, file)).isFile())
      .sort()
      .map((file) => [file, fs.readFileSync(path.join(folder, file)).toString("base64")])
  )

/** A folder of short WAV files of the corpus, one subfolder per genre. */
const musicFolder = (runs: EasyRuns, count: number): string => {
  const folder = path.join(runs.folder, "my music")
  for (let i = 0; i < count; i++) addTrack(folder, i)
  return folder
}

const addTrack = (folder: string, index: number): void => {
  const track = corpusTrack(3, index)
  const file = path.join(folder, track.genre, `it's "${track.id}".wav`)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, encodeWav16(renderTrack(track, 2), corpusSampleRateHz))
}

const embedded = { "corpus.tracks": "16", "render-corpus.durationSec": "1" }

describe("the Easy pipeline on the embedded corpus", () => {
  it("gives byte-identical artifacts in two cold runs in different folders, one step at a time or two, and runs nothing again", async () => {
    using first = new EasyRuns()
    using second = new EasyRuns(2)

    const runs = [await first.run({ set: embedded }), await second.run({ set: embedded })]
    const again = await first.run({ set: embedded })

    expect(runs.map((run) => run.failures)).toEqual([[], []])
    expect(contents(first.artifact(""))).toEqual(contents(second.artifact("")))
    expect(again.ran).toEqual([])
    expect(fs.readFileSync(first.artifact("report.html"), "utf8")).toContain("16 tracks from the embedded corpus")
    const svg = fs.readFileSync(first.artifact("draw-clusters/figure/sizes.svg"), "utf8")
    const png = fs.readFileSync(first.artifact("draw-clusters/figure/sizes.png"))
    expect(png.equals(await renderPng(svg, 2, bundledFonts()))).toBe(true) // workers draw with the bundled fonts as well
  })
})

/** A title as RIFF has it, of an even number of letters. */
const infoChunk = (title: string): Buffer => {
  const chunk = Buffer.from(`LIST0000INFOINAM0000${title}${title.length % 2 === 0 ? "" : "\0"}`, "latin1")
  chunk.writeUInt32LE(chunk.length - 8, 4)
  chunk.writeUInt32LE(title.length, 16)
  return chunk
}

describe("the Easy pipeline on a folder", () => {
  it("executes one extraction for one added track, and none for one with other tags", async () => {
    using runs = new EasyRuns()
    const data = musicFolder(runs, 16)

    const first = await runs.run({ data }, ["extract"])
    const old = fs.readdirSync(data, { recursive: true, encoding: "utf8" }).find((file) => file.endsWith(".wav"))!
    fs.appendFileSync(path.join(data, old), infoChunk("Another title"))
    addTrack(data, 16)
    const second = await runs.run({ data }, ["extract"])

    expect(first.failures).toEqual([])
    expect(first.items["extract"]).toBe(16)
    expect(second.items).toMatchObject({ "read-tags": 2, extract: 1 })
  })

  it("sets bad files aside with their reason, counts them in the report, and goes on", async () => {
    using runs = new EasyRuns()
    const data = musicFolder(runs, 14)
    fs.writeFileSync(path.join(data, "empty.wav"), "")
    fs.writeFileSync(path.join(data, "text.mp3"), "this is not music")
    fs.writeFileSync(path.join(data, "silence.wav"), encodeWav16(new Float32Array(44_100), 22_050))
    fs.writeFileSync(
      Buffer.concat([Buffer.from(`${data}/`), Buffer.from([0x63, 0xe9, 0x2e, 0x77, 0x61, 0x76])]),
      "RIFF"
    )
    fs.writeFileSync(path.join(data, "notes.pdf"), "%PDF")

    const run = await runs.run({ data })

    expect(run.failures).toEqual([])
    expect(run.setAside.toSorted().map((line) => line.slice(0, line.indexOf(":")))).toEqual(
      ["c%e9.wav", "empty.wav", "silence.wav", "text.mp3"]
    )
    const report = fs.readFileSync(runs.artifact("report.md", "easy@my-music"), "utf8")
    expect(report).toContain("14 tracks from the folder my music")
    expect(report).toContain("notes.pdf")
  })

  it.each([
    ["an empty folder", [], /the folder is empty/],
    ["a folder without audio", ["a.pdf", "b.txt"], /none of the 2 files is audio/]
  ])("refuses %s, and says what it found", async (_, files, message) => {
    using runs = new EasyRuns()
    const data = path.join(runs.folder, "music")
    fs.mkdirSync(data)
    for (const file of files) fs.writeFileSync(path.join(data, file), "x")

    const run = await runs.run({ data })

    expect(run.failures.map(({ failure, node }) => [node, failure.tag])).toEqual([["scan-folder", "UnusableInput"]])
    expect(run.failures[0]!.failure.message).toMatch(message)
    expect(run.failures[0]!.failure.hint).toContain("give a folder that holds audio")
  })

  it("says that one track alone cannot be clustered", async () => {
    using runs = new EasyRuns()
    const data = musicFolder(runs, 1)

    const run = await runs.run({ data })

    expect(run.failures.map(({ failure }) => failure.message).join("\n")).toMatch(/1 track/)
    expect(run.result.outcome).toBe("failed")
  })

  it("says that k is larger than the number of tracks", async () => {
    using runs = new EasyRuns()
    const data = musicFolder(runs, 9)

    const run = await runs.run({ data, set: { "cluster.k": "20" } }, ["cluster"])

    const failure = run.failures.find(({ node }) => node === "cluster")?.failure
    expect(failure?.message).toContain("K-Means cannot make 20 clusters of 9 tracks")
    expect(failure?.hint).toContain("set k to at most 9")
  })
})

describe("the Easy pipeline on a feature table", () => {
  const table = (
    rows: number,
    cell: (i: number, j: number) => string = (i, j) => String((i % 3) * 4 + Math.sin(i * j + j))
  ) =>
    [
      "filename,length,a,b,c,d,label",
      ...Array.from({ length: rows }, (_, i) =>
        [`t${i}.wav`, 100, ...[1, 2, 3, 4].map((j) => cell(i, j)), ["x", "y", "z"][i % 3]].join(","))
    ].join("\n")

  const write = (runs: EasyRuns, text: string) => {
    const file = path.join(runs.folder, "features.csv")
    fs.writeFileSync(file, text)
    return file
  }

  it("clusters it and scores the label column", async () => {
    using runs = new EasyRuns()

    const run = await runs.run({ data: write(runs, table(60)) }, ["score-pca"])

    expect(run.failures).toEqual([])
    expect(run.result.records.get("score-pca")?.metrics["ARI (label)"]?.value).toBeGreaterThan(0.9)
  })

  it.each([
    [
      "too many NaNs",
      table(20, (i, j) => i % 3 === 1 && j === 2 ? "NaN" : String(Math.sin(i * j))),
      {},
      /"b" \(7\).*line 3/
    ],
    ["a missing label column", table(20), { "read-feature-table.labelColumn": "genr" }, /no column "genr"/],
    ["no rows", "filename,a,label\n", {}, /no rows/]
  ])("refuses %s with its place", async (_, text, set, message) => {
    using runs = new EasyRuns()

    const run = await runs.run({ data: write(runs, text), set })

    expect(run.failures.map(({ node }) => node)).toEqual(["read-feature-table"])
    expect(run.failures[0]!.failure.message).toMatch(message)
  })
})

describe("wrong data", () => {
  it("is refused before anything runs", async () => {
    using runs = new EasyRuns()

    await expect(runs.run({ data: path.join(runs.folder, "nowhere") })).rejects.toThrow(
      "there is no such file or folder"
    )
    await expect(runs.run({ data: import.meta.filename })).rejects.toThrow("expected a folder of audio or a .csv file")
  })
})
