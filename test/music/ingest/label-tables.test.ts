import { describe, expect, it } from "vitest"
import { readAudioFolder } from "../../../src/music/ingest/dataset/audio-folder.ts"
import { labelByFolder } from "../../../src/music/ingest/dataset/label-by-folder.ts"
import { failureOf } from "./failure-of.ts"

const folder = (files: Readonly<Record<string, string>>) =>
  readAudioFolder({
    name: "music",
    paths: Object.keys(files),
    readFile: (path) => new TextEncoder().encode(files[path]!)
  })
const labelsOf = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(folder(files).tracks.map(({ label, path }) => [path, label]))

describe("a table beside the audio", () => {
  it.each<[string, string]>([
    ["metadata.csv", "file_name,genre\nrock/a.wav,blue\nb.wav,green\n"],
    ["metadata.csv", "filepath;label\r\n/home/me/data/rock/a.wav;blue\r\n/home/me/data/folk/b.wav;green\r\n"],
    ["metadata.tsv", "audio\tclass\na\tblue\nb\tgreen\n"],
    ["metadata.jsonl", `{"file_name": "rock/a.wav", "genre": "blue"}\n{"file_name": "folk/b.wav", "genre": "green"}\n`],
    [
      "metadata.jsonl",
      `{"audio": {"path": "rock/a.wav", "bytes": null}, "label": "blue"}\n\n{"audio": "b", "label": "green"}`
    ],
    ["labels.csv", "path,genre\na.wav,blue\nb.wav,green\n"]
  ])("gives labels: %s", (name, text) => {
    expect(labelsOf({ "rock/a.wav": "", "folk/b.wav": "", [name]: text })).toEqual({
      "rock/a.wav": "blue",
      "folk/b.wav": "green"
    })
  })

  it("need not give labels: folders do then, and words and titles are still taken", () => {
    const { problems, tracks } = folder({
      "rock/a.wav": "",
      "metadata.csv": "file_name,title,artist,transcription\nrock/a.wav,Home,Ana,walking home\n"
    })

    expect(tracks[0]).toMatchObject({ label: "rock", title: "Home", artist: "Ana", lyrics: "walking home" })
    expect(problems).toEqual([])
  })

  it("speaks of the files below its own folder, parts of a split being no labels", () => {
    expect(labelsOf({
      "train/rock/a.wav": "",
      "train/metadata.csv": "file_name,genre\nrock/a.wav,blue\n",
      "test/folk/a.wav": "",
      "test/metadata.csv": "file_name,genre\nfolk/a.wav,green\n"
    })).toEqual({ "train/rock/a.wav": "blue", "test/folk/a.wav": "green" })
    expect(labelsOf({ "train/rock/a.wav": "", "test/folk/b.wav": "", "validation/c.wav": "" })).toEqual({
      "train/rock/a.wav": "rock",
      "test/folk/b.wav": "folk",
      "validation/c.wav": null
    })
  })

  it("names rows without a file and files without a row", () => {
    const { problems } = folder({
      "x/a.wav": "",
      "x/b.wav": "",
      "x/metadata.jsonl": `{"file_name":"a.wav"}\n{"file_name":"c.wav"}`
    })

    expect(problems).toEqual([
      { where: "x/metadata.jsonl, line 2", problem: "\"c.wav\" is not among the audio files" },
      { where: "x/b.wav", problem: "has no row in x/metadata.jsonl" }
    ])
  })

  it("says which column was meant to name the files", () => {
    const error = failureOf(() => folder({ "a.wav": "", "metadata.csv": "flie_name,genre\na.wav,x\n" }))

    expect(error.message).toBe("metadata.csv: there is no column \"file\".")
    expect(error.hint).toContain("did you mean \"flie_name\"?")
  })

  it.each<[string, string]>([
    ["{\"file_name\": ", "metadata.jsonl, line 1: it is no JSON"],
    ["{}\n[1]", "metadata.jsonl, line 2: it is no JSON object."],
    ["\n", "metadata.jsonl, line 1: it is empty."]
  ])("is refused where a line of JSON is none: %j", (text, message) => {
    expect(failureOf(() => folder({ "a.wav": "", "metadata.jsonl": text })).message).toContain(message)
  })
})

describe("folders that tell nothing", () => {
  const labelled = (...paths: ReadonlyArray<string>) => paths.map(labelByFolder(paths))

  it.each([
    ["one that holds all others", ["all/rock/a.wav", "all/jazz/b.wav"], ["rock", "jazz"]],
    ["two within one another", ["data/audio/rock/a.wav", "data/audio/jazz/b.wav"], ["rock", "jazz"]],
    ["parts of a split", ["train/rock/a.wav", "test/jazz/b.wav", "test/c.wav"], ["rock", "jazz", null]],
    ["parts of a split in one folder", ["data/train/rock/a.wav", "data/val/jazz/b.wav"], ["rock", "jazz"]],
    ["one part alone", ["train/rock/a.wav", "train/jazz/b.wav"], ["rock", "jazz"]],
    ["folds", ["fold1/rock/a.wav", "fold2/jazz/b.wav"], ["rock", "jazz"]]
  ])("are passed over: %s", (_, paths, labels) => {
    expect(labelled(...paths)).toEqual(labels)
  })

  it.each([
    ["discs of an album", ["Rain/CD1/a.wav", "Rain/CD2/b.wav"], ["Rain", "Rain"]],
    ["artists with albums", ["Ana/Rain/a.wav", "Bob/Sun/b.wav"], ["Ana", "Bob"]],
    ["files at two depths", ["Ana/a.wav", "Ana/Rain/b.wav"], ["Ana", "Ana"]],
    ["a folder called as a part of a split", ["test/a.wav", "test/b.wav"], ["test", "test"]],
    ["none", ["a.wav", "b.wav"], [null, null]]
  ])("are not what these are: %s", (_, paths, labels) => {
    expect(labelled(...paths)).toEqual(labels)
  })
})

describe("a table in another place than its audio", () => {
  const texts: Readonly<Record<string, string>> = {
    "meta/metadata.csv": "file_name,label\na.wav,rock\nb.wav\nc.wav,jazz\n",
    "notes/labels.csv": "file;label\naudio\\a.wav;rock\n\"{'path': 'b.wav', 'bytes': None}\";folk\nc.wav;jazz\n",
    "audio/metadata.csv": "file_name,label\nzz.wav,rock\n"
  }
  const read = (table: string) =>
    readAudioFolder({
      name: "music",
      paths: ["audio/a.wav", "audio/b.wav", "audio/c.wav", table],
      readFile: (path) => Buffer.from(texts[path]!)
    })

  it("speaks of all tracks where none lies in its folder, and a row of another width is told", () => {
    const { problems, tracks } = read("meta/metadata.csv")

    expect(tracks.map(({ label }) => label)).toEqual(["rock", null, "jazz"])
    expect(problems).toContainEqual({
      where: "meta/metadata.csv, line 3",
      problem: "1 cell where the header has 2 columns; not used"
    })
  })

  it("is found where it is called labels.csv, in whatever folder", () => {
    expect(read("notes/labels.csv").tracks.map(({ label }) => label)).toEqual(["rock", "folk", "jazz"])
  })

  it("takes no labels away where it names none of the tracks", () => {
    expect(read("audio/metadata.csv").tracks.map(({ label }) => label)).toEqual(["audio", "audio", "audio"])
  })
})
