import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { readTensor } from "../../../src/format/npy.ts"
import { readTable, type Row } from "../../../src/format/parquet.ts"
import { type RunReport, SerialRig } from "../../dataflow/rig.ts"
import { banglaBeatsFiles } from "./fixtures/banglabeats.ts"
import { type Files, writeFiles } from "./fixtures/files.ts"
import { fmaFiles } from "./fixtures/fma.ts"
import { melPower, writeFourMula } from "./fixtures/four-mula.ts"
import { gtzanFiles, gtzanTable } from "./fixtures/gtzan.ts"
import { mergeFiles, mergeOf } from "./fixtures/merge.ts"

const pipeline = `
import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { dataSource } from "@src/../pipelines/parts/data-source.ts"
import { measuredTracks } from "@src/../pipelines/parts/measured-tracks.ts"

export default Pipeline.gen("p", { seed: 1, request: dataSource }, function*(data) {
  const { features, problems, quarantine, tracks } = yield* measuredTracks(data)
  return { features, problems, quarantine, tracks }
})
`

let rig: SerialRig
beforeAll(() => {
  rig = new SerialRig({ "pipelines/p.ts": pipeline })
})
afterAll(() => rig[Symbol.dispose]())

const place = (files: Files, within = ""): string => {
  const folder = path.join(rig.root, "data", crypto.randomUUID())
  writeFiles(folder, files)
  return path.join(folder, within)
}

const summariesOf = (report: RunReport) =>
  report.events.flatMap((event) => event._tag === "NodeFinished" ? [[event.node, event.summary]] : [])
const warningsOf = (report: RunReport) =>
  report.events.flatMap((event) => event._tag === "NodeWarned" ? [`${event.node}: ${event.text}`] : [])
const failureOf = (report: RunReport) =>
  report.events.flatMap((event) => event._tag === "NodeFailed" ? [event.failure] : [])[0]
const rowsOf = (report: RunReport, output: string): Promise<ReadonlyArray<Row>> =>
  readTable(rig.store().objectPath(report.digests[output]!))
const columnsOf = async (report: RunReport, output: string, ...columns: ReadonlyArray<string>) =>
  (await rowsOf(report, output)).map((row) => columns.map((column) => row[column]))

describe("a dataset given as --data", () => {
  it("is measured from its audio, what cannot be decoded set aside with the reason", async () => {
    const report = await rig.run({ data: place(gtzanFiles(1)) })

    expect(summariesOf(report)[0]).toEqual([
      "read-dataset",
      "GTZAN: 11 tracks, 10 labels; no languages, groups, splits or lyrics; 13 problems"
    ])
    expect(await columnsOf(report, "extract.quarantine", "item")).toEqual([[
      "Data/genres_original/jazz/jazz.00054.wav"
    ]])
    expect((await rowsOf(report, "extract.features")).map((row) => row["id"])).not.toContain("jazz.00054")
    expect((await rowsOf(report, "read-dataset.problems"))[0]).toEqual({
      where: "layout",
      problem: "read as GTZAN: clips of 10 of its 10 genres, called like Data/genres_original/blues/blues.00000.wav; " +
        "Data/features_30_sec.csv beside them; 1 AppleDouble file (._…) passed over"
    })
  })

  it("hands on groups, splits, words and labels", async () => {
    const report = await rig.run({ data: place(mergeFiles) })

    expect(await columnsOf(report, "read-dataset.tracks", "id", "label", "group", "split", "lyrics")).toContainEqual(
      ["A001", "Q1", "Iris", "train", "words of song 1\nand more"]
    )
    expect(await columnsOf(report, "read-dataset.annotations", "kind", "value")).toContainEqual(["emotion", "sad"])
  })

  it("takes another label and leaves tracks out when parameters say so", async () => {
    const report = await rig.run({
      data: place({ ...mergeFiles, "audio/Q1/A001.wav": null }),
      set: { "read-dataset.labelFrom": "mood" }
    })

    expect(await columnsOf(report, "read-dataset.tracks", "id", "label")).toEqual([
      ["A002", "Angry"],
      ["A003", "Sad"],
      ["A004", "Calm"]
    ])
    expect(await columnsOf(report, "read-dataset.problems", "where", "problem")).toContainEqual([
      "1 track",
      "no audio, left out: A001"
    ])
  })

  it("cannot be measured where it holds words alone", async () => {
    const failure = failureOf(await rig.run({ data: place(mergeOf("lyrics")) }))

    expect(failure?.message).toContain("MERGE has 4 tracks here, none of them with audio")
    expect(failure?.hint).toContain("audioOnly: false")
  })

  it("is said to leave audio out, or to be nearly one, on the terminal", async () => {
    const [clip] = Object.values(banglaBeatsFiles(1))
    const clips = { "blues/blues.00000.wav": clip!, "jazz/jazz.00001.wav": clip! }
    const most = await rig.run({ data: place({ ...clips, "mine/a.wav": clip!, "mine/a.cue": "TRACK 01 AUDIO" }) })
    const half = await rig.run({ data: place({ ...clips, "mine/a.wav": clip!, "mine/b.wav": clip! }) })

    expect(warningsOf(most)).toEqual([
      "read-dataset: read as GTZAN: 1 audio file not part of it, left out: mine/a.wav; --layout folder reads all",
      "read-dataset: read as GTZAN: 1 CUE sheet heeded by no data set: mine/a.cue, so no file is cut; --layout folder cuts them"
    ])
    expect(warningsOf(half)).toEqual([
      "scan-folder: nearly GTZAN: 2 of 4 audio files fit, and most must; --layout gtzan reads what fits"
    ])
  })

  it("stays a plain folder when its clips are called otherwise", async () => {
    const [clip] = Object.values(banglaBeatsFiles(1))
    const report = await rig.run({ data: place({ "Pop/1.wav": clip!, "Rock/2.wav": clip! }) })

    expect(summariesOf(report)[0]).toEqual([
      "scan-folder",
      "plain folder: 2 tracks, 2 labels; no languages, groups, splits or lyrics"
    ])
  })
})

describe("published features given as --data", () => {
  it("group the clips of GTZAN's 3 s table by song", async () => {
    const report = await rig.run({
      data: place({ "features_3_sec.csv": gtzanTable(["blues.00000.0.wav", "blues.00000.1.wav", "rock.00001.0.wav"]) })
    })

    expect(summariesOf(report)[0]![1]).toBe(
      "GTZAN's published features: 3 tracks, 57 features, 2 labels, 2 groups; no languages, splits or lyrics; labels by label"
    )
    expect(await columnsOf(report, "read-feature-table.tracks", "group")).toEqual([["blues.00000"], ["blues.00000"], [
      "rock.00001"
    ]])
  })

  it("are named on the terminal where they are left out or taken another way", async () => {
    const rows = Array.from(
      { length: 12 },
      (_, i) => `s${i}.wav;${1990 + i};[${90 + i / 4}];${i === 3 ? "" : `0,${i + 1}`};x`
    )
    const report = await rig.run({
      data: place({ "f.csv": ["file_name;year;tempo;rms;notes", ...rows].join("\n") }, "f.csv")
    })

    expect(warningsOf(report)).toEqual([
      "read-feature-table: cells are separated by \";\"",
      "read-feature-table: no column is called label, genre, class, so there are no labels",
      "read-feature-table: set aside, no feature: \"year\" (named like a year or date)",
      "read-feature-table: left out: \"notes\" (text, neither a feature nor a known label)",
      "read-feature-table: read as numbers in brackets: \"tempo\"",
      "read-feature-table: read as numbers with a comma for the decimal point: \"rms\"",
      "read-feature-table: 1 row of 12 set aside: s3.wav (line 5: column \"rms\" is empty)"
    ])
    expect(await columnsOf(report, "read-feature-table.quarantine", "item")).toEqual([["s3.wav"]])
  })

  it("of FMA take labels, artists and splits from tracks.csv", async () => {
    const metadata = {
      "features.csv": fmaFiles["fma_metadata/features.csv"]!,
      "tracks.csv": fmaFiles["fma_metadata/tracks.csv"]!
    }
    const report = await rig.run({ data: place(metadata, "features.csv") })

    expect(await columnsOf(report, "read-fma-features.tracks", "id", "label", "group", "split")).toEqual([
      ["000002", "Hip-Hop", "artist 1", "train"],
      ["000005", "Hip-Hop", "artist 1", "train"],
      ["000010", "Pop", "artist 6", "validation"],
      ["098565", "Rock", "artist 7", "test"]
    ])
    expect(await columnsOf(report, "read-fma-features.quarantine", "item")).toEqual([["098565"]])
    expect(await columnsOf(report, "read-fma-features.problems", "problem")).toContainEqual([
      "in subset small, but features.csv has no row of it: 099134"
    ])
  })

  it("cannot be made of a table of words, which is named as such", async () => {
    const failure = failureOf(
      await rig.run({ data: place({ "words.csv": "filename,lyrics\na.wav,la\n" }, "words.csv") })
    )

    expect(failure?.message).toContain("words.csv: it holds lyrics, but neither features nor audio.")
  })
})

describe("4MuLA given as --data", () => {
  const write = async (change?: string) => {
    const file = place({ "readme.txt": "" }, "4mula_tiny.parquet")
    await writeFourMula(file, { isStringified: false, ...change === undefined ? {} : { change } })
    return file
  }

  it("gives spectrograms and their statistics without audio", async () => {
    const report = await rig.run({ data: await write() })
    const [first] = await rowsOf(report, "read-4mula.features")
    const picture = readTensor(rig.store().readObject(report.digests["read-4mula.logMel"]!))
    const levels = Array.from({ length: 140 }, (_, frame) => 10 * Math.log10(melPower(0, 4, frame)))

    expect(summariesOf(report)[0]![1]).toBe(
      "4MuLA: 4 tracks, 512 features, 3 labels, 4 languages, 3 groups, 3 with lyrics; no splits"
    )
    expect(first!["mel5_mean"]).toBeCloseTo(levels.reduce((sum, level) => sum + level, 0) / 140, 9)
    expect(first!["mel5_max"]).toBeCloseTo(Math.max(...levels), 9)
    expect(picture.shape).toEqual([4, 128, 128])
    expect(picture.data[4 * 128 + 7]).toBeCloseTo(levels[7]!, 4)
  })

  it("measures power over 1292 frames as the dataset's own code does, when asked", async () => {
    const set = { "read-4mula.statisticsOf": "power", "read-4mula.zeroPadded": "true" }
    const [first] = await rowsOf(await rig.run({ data: await write(), set }), "read-4mula.features")
    const sum = Array.from({ length: 140 }, (_, frame) => melPower(0, 4, frame)).reduce((total, power) => total + power)

    expect(first!["mel5_mean"]).toBeCloseTo(sum / 1292, 9)
    expect(first!["mel5_min"]).toBe(0)
  })

  it("sets songs without a spectrogram aside, and second rows of a song", async () => {
    const report = await rig.run({
      data: await write(
        "UPDATE songs SET music_id = 'a1' WHERE music_id = 'a2'; UPDATE songs SET melspectrogram = [] WHERE music_id = 'a3'"
      )
    })

    expect(await columnsOf(report, "read-4mula.quarantine", "item", "reason")).toEqual([[
      "a3",
      "it has no melspectrogram"
    ]])
    expect((await columnsOf(report, "read-4mula.problems", "problem")).at(-1)).toEqual([
      "\"a1\" has a row above; this one is not used"
    ])
    expect((await rowsOf(report, "read-4mula.features")).map((row) => row["id"])).toEqual(["a1", "a4"])
  })
})
