import { describe, expect, it } from "vitest"
import { readAudioFolder } from "../../../src/music/ingest/dataset/audio-folder.ts"
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
