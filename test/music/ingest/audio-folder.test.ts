import { describe, expect, it } from "vitest"
import { readAudioFolder } from "../../../src/music/ingest/dataset/audio-folder.ts"
import { failureOf } from "./failure-of.ts"

type Files = Readonly<Record<string, string>>

const folder = (files: Files, labels?: string) =>
  readAudioFolder({
    name: "music",
    paths: Object.keys(files),
    readFile: (path) => {
      const content = files[path]
      if (content === undefined) throw new Error(`${path} was not offered`)
      return new TextEncoder().encode(content)
    },
    ...(labels === undefined ? {} : { labels: { text: labels, source: "genres.csv" } })
  })

const labelsOf = (files: Files, labels?: string) => folder(files, labels).tracks.map(({ label }) => label)
const problemOf = (files: Files, where: string, labels?: string) =>
  folder(files, labels).problems.filter((each) => each.where === where).map(({ problem }) => problem)

describe("a folder of audio", () => {
  it("takes the first subfolder as the label, and none at the top", () => {
    const { tracks } = folder({ "rock/live/a.mp3": "", "folk/b.OGG": "", "c.wav": "" })

    expect(tracks.map(({ id, label }) => [id, label])).toEqual([["c", null], ["folk-b", "folk"], [
      "rock-live-a",
      "rock"
    ]])
  })

  it("takes every format that can be decoded, and no other", () => {
    const names = ["wav", "MP3", "ogg", "opus", "flac", "m4a", "aiff", "wma", "xm", "it", "mp4", "pdf", "mp33"]
    const { tracks } = folder(Object.fromEntries(names.map((name) => [`a.${name}`, ""])))

    expect(tracks.map(({ path }) => path)).toEqual(names.slice(0, 10).map((name) => `a.${name}`).sort())
  })

  it("does not depend on the order in which the paths are listed", () => {
    const files = { "b/x.mp3": "", "a/x y.mp3": "", "a/x-y.mp3": "", "a/notes.pdf": "" }
    const reversed = Object.fromEntries(Object.entries(files).reverse())

    expect(folder(reversed)).toEqual(folder(files))
  })

  it("reports every file it passes over, with the reason", () => {
    const { problems, tracks } = folder({
      "a.mp3": "",
      "._a.mp3": "",
      ".trash/b.mp3": "",
      "__MACOSX/a.mp3": "",
      "cover.jpg": "",
      "song.mid": "",
      "README": "",
      "notes.txt": "hello",
      "bad\uFFFD.mp3": ""
    })

    expect(tracks.map(({ path }) => path)).toEqual(["a.mp3"])
    expect(Object.fromEntries(problems.map(({ problem, where }) => [where, problem]))).toEqual({
      "._a.mp3": "macOS metadata, not audio",
      ".trash/b.mp3": "hidden",
      "__MACOSX/a.mp3": "macOS metadata, not audio",
      "cover.jpg": ".jpg is not an audio format that can be read",
      "song.mid": "MIDI holds notes, not sound; render it first",
      "README": "no extension, so not taken for audio",
      "notes.txt": "no track of that name is beside it",
      "bad\uFFFD.mp3": "the name is not valid UTF-8, so it cannot be opened; rename it"
    })
  })

  it("gives every track a distinct id, whatever its name", () => {
    const names = [
      "a b.mp3",
      "a-b.mp3",
      "a-b.ogg",
      "it's \"quoted\".flac",
      "ক খ.wav",
      "100% pure.mp3",
      "%41%20one.mp3",
      "!!!.mp3"
    ]
    const { tracks } = folder(Object.fromEntries(names.map((name) => [name, ""])))

    expect(Object.fromEntries(tracks.map(({ id, path }) => [path, id]))).toEqual({
      "a b.mp3": "a-b-mp3",
      "a-b.mp3": "a-b-mp3~2",
      "a-b.ogg": "a-b-ogg",
      "it's \"quoted\".flac": "it-s-quoted",
      "ক খ.wav": "ক-খ",
      "100% pure.mp3": "100-pure",
      "%41%20one.mp3": "a-one",
      "!!!.mp3": "track"
    })
  })

  it("makes a readable title of a file name", () => {
    const titles = folder({ "x/My_Song.mp3": "", "x/Caf%C3%A9%20noir.mp3": "" }).tracks.map(({ title }) => title)

    expect(titles).toEqual(["Café noir", "My Song"])
  })

  it("reads words beside the track from .txt and .lrc, the latter with its tags", () => {
    const { problems, tracks } = folder({
      "a.mp3": "",
      "a.txt": "la la\r\nla",
      "b.mp3": "",
      "b.LRC": "[ti:Blue]\n[ar:Iris]\n[00:01.00]word",
      "c.mp3": "",
      "c.mp3.txt": "full name",
      "d.mp3": ""
    })

    expect(tracks.map(({ artist, lyrics, title }) => [title, artist, lyrics])).toEqual([
      ["a", null, "la la\nla"],
      ["Blue", "Iris", "word"],
      ["c", null, "full name"],
      ["d", null, null]
    ])
    expect(problems).toEqual([])
  })

  it("reads .lrc rather than .txt when both are there, and says so", () => {
    const files = { "a.mp3": "", "a.txt": "plain", "a.lrc": "[00:01.00]timed" }

    expect(folder(files).tracks[0]?.lyrics).toBe("timed")
    expect(problemOf(files, "a.txt")).toEqual(["its track's words are read from another file"])
  })

  it("matches words to a name that is composed differently", () => {
    expect(folder({ "caf\u00e9.mp3": "", "cafe\u0301.txt": "hot" }).tracks[0]?.lyrics).toBe("hot")
  })

  it("counts a word file without words", () => {
    const files = { "a.mp3": "", "a.txt": "  \n" }

    expect(folder(files).tracks[0]?.lyrics).toBeNull()
    expect(problemOf(files, "a.txt")).toEqual(["holds no words"])
  })

  it("refuses an empty folder and one without audio, and says what to do", () => {
    const empty = failureOf(() => folder({}))
    const silent = failureOf(() => folder({ "a.jpg": "", "b.jpg": "", "c": "", "._d.mp3": "" }))

    expect(empty.message).toBe("music: the folder is empty.")
    expect(empty.hint).toContain("flac")
    expect(silent.message).toBe(
      "music: none of the 4 files is audio (2 .jpg, 1 without extension, 1 hidden or unreadable)."
    )
  })
})

describe("labels from a table", () => {
  const files = {
    "x/one two.mp3": "",
    "x/%41.mp3": "",
    "y/it's.ogg": "",
    "y/গান.wav": "",
    "z/same.mp3": "",
    "y/same.mp3": ""
  }

  it("finds files by path, by name, without extension, escaped or not", () => {
    const table = [
      "file,label",
      "x/one two.mp3,a",
      "A.mp3,b",
      "it's,c",
      "y\\গান.wav,d",
      "./z/same.mp3,e",
      "y/same,f"
    ].join("\n")

    const { problems, tracks } = folder(files, table)

    expect(Object.fromEntries(tracks.map(({ label, path }) => [path, label]))).toEqual({
      "x/one two.mp3": "a",
      "x/%41.mp3": "b",
      "y/it's.ogg": "c",
      "y/গান.wav": "d",
      "z/same.mp3": "e",
      "y/same.mp3": "f"
    })
    expect(problems).toEqual([])
  })

  it("reports rows without a file, files without a row, double and ambiguous rows, and uses no subfolder", () => {
    const table = "file,label\nsame.mp3,a\nghost.mp3,b\nit's.ogg,c\nit's.ogg,d\n"

    expect(labelsOf(files, table)).toEqual([null, null, "c", null, null, null])
    expect(problemOf(files, "genres.csv, line 2", table)).toEqual([
      "\"same.mp3\" fits 2 files, such as y/same.mp3 and z/same.mp3; write its folder too"
    ])
    expect(problemOf(files, "genres.csv, line 3", table)).toEqual(["\"ghost.mp3\" is not among the audio files"])
    expect(problemOf(files, "genres.csv, line 5", table)).toEqual([
      "\"it's.ogg\" has a label from a line above; this one is not used"
    ])
    expect(problemOf(files, "x/%41.mp3", table)).toEqual(["has no row in genres.csv; it has no label"])
  })

  it("reads language, title and artist, and prefers them to those of the words", () => {
    const table = "Filename,Genre,Language,Title,Artist\na.mp3,rock,en,Given,\n"
    const { tracks } = folder({ "a.mp3": "", "a.lrc": "[ti:Sung]\n[ar:Iris]\n[00:01.00]x" }, table)

    expect(tracks[0]).toMatchObject({ label: "rock", language: "en", title: "Given", artist: "Iris" })
  })

  it("is read from labels.csv at the top of the folder when none is given", () => {
    const { problems, tracks } = folder({ "labels.csv": "file,label\na.mp3,blue\n", "s/a.mp3": "" })

    expect(tracks[0]?.label).toBe("blue")
    expect(problems).toEqual([])
  })

  it("needs the columns file and label, and suggests the one that was meant", () => {
    const error = failureOf(() => folder({ "a.mp3": "" }, "file,lable\na.mp3,x\n"))

    expect(error.message).toBe("genres.csv: there is no column \"label\".")
    expect(error.hint).toContain("did you mean \"lable\"?")
  })
})
