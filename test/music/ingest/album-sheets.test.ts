import { describe, expect, it } from "vitest"
import { readAudioFolder } from "../../../src/music/ingest/dataset/audio-folder.ts"
import { parseCue } from "../../../src/music/ingest/reader/cue.ts"

type Files = Readonly<Record<string, string | Uint8Array>>

const folder = (files: Files, embedded: Readonly<Record<string, string>> = {}) =>
  readAudioFolder({
    name: "music",
    paths: Object.keys(files),
    readFile: (path) => Buffer.from(files[path]!),
    embeddedSheet: (path) => embedded[path] === undefined ? undefined : parseCue(embedded[path])
  })

/** A sheet of tracks of a minute each in one file. */
const sheet = (file: string, tracks = 3): string =>
  `FILE "${file}" WAVE\n` +
  Array.from({ length: tracks }, (_, i) => `TRACK ${i + 1} AUDIO\nTITLE "t${i + 1}"\nINDEX 01 0${i}:00:00\n`).join("")

const items = (...given: Parameters<typeof folder>) =>
  folder(...given).tracks.map(({ endSec, id, path, startSec, title }) => [id, path, title, startSec, endSec])
const said = (...given: Parameters<typeof folder>) =>
  folder(...given).problems.map(({ problem, where }) => `${where}: ${problem}`)

const cut = (path: string, id: string) => [
  [`${id}-01`, path, "t1", 0, 60],
  [`${id}-02`, path, "t2", 60, 120],
  [`${id}-03`, path, "t3", 120, null]
]

describe("a sheet beside an album's file", () => {
  it.each([
    ["album.wav", "album.cue", "album.wav"],
    ["album.flac", "album.cue", "album.wav"],
    ["album.ape", "other.cue", "ALBUM.WAV"],
    ["CD 1/album.mp3", "CD 1/album.mp3.cue", "C:\\rips\\image.bin"],
    ["CD 1/album.ogg", "CD 1/album.cue", "renamed since.wav"],
    ["CD 1/Ä.flac", "album.cue", "CD 1\\A\u0308.wav"]
  ])("cuts %s by %s, which writes %s", (path, cue, written) => {
    const id = path.includes("Ä") ? "cd-1-ä" : path.startsWith("CD") ? "cd-1-album" : "album"

    expect(items({ [path]: "", [cue]: sheet(written) })).toEqual(cut(path, id))
    expect(said({ [path]: "", [cue]: sheet(written) })).toEqual([])
  })

  it("names files of a track each, and leaves their ids and sounds as they are", () => {
    const files = {
      "1.flac": "",
      "2.flac": "",
      "3.flac": "",
      "a.cue": ["1", "2", "3"].map((name) => sheet(`${name}.wav`, 1)).join("")
    }

    expect(items(files)).toEqual(["1", "2", "3"].map((name) => [name, `${name}.flac`, "t1", undefined, undefined]))
  })

  it("cuts each file of several, and says which is not there", () => {
    const files = { "a.flac": "", "c.flac": "", "x.cue": sheet("a.wav", 2) + sheet("b.wav", 2) + sheet("c.wav", 1) }

    expect(items(files).map(([id]) => id)).toEqual(["a-01", "a-02", "c"])
    expect(said(files)).toEqual(["x.cue: it cuts \"b.wav\", which is not there: tracks 1 to 2 left out"])
  })

  it("that is none is told by its line, and the file stays one track", () => {
    for (
      const [bad, line] of [["INDEX 01 0:0:0", 1], ["FILE a.wav WAVE\nTRACK 1 AUDIO\nINDEX 01 x", 3], [
        "\n\nTRACK 1 AUDIO",
        3
      ]] as const
    ) {
      expect(items({ "a.wav": "", "a.cue": bad })).toEqual([["a", "a.wav", "a", undefined, undefined]])
      expect(said({ "a.wav": "", "a.cue": bad })[0]).toMatch(new RegExp(`^a\\.cue:${line}: this is no CUE sheet`))
    }
  })

  it("that another has cut already is left out, and says so", () => {
    const files = { "a.wav": "", "a.cue": sheet("a.wav"), "b.cue": sheet("a.wav", 2) }

    expect(items(files)).toEqual(cut("a.wav", "a"))
    expect(said(files)).toEqual(["b.cue: another sheet cuts a.wav already: tracks 1 to 2 left out"])
  })

  it("of data alone cuts nothing, and one in no known encoding says how it was read", () => {
    expect(items({ "a.wav": "", "a.cue": "FILE a.wav WAVE\nTRACK 1 MODE1/2352\nINDEX 01 0:0:0" })).toHaveLength(1)
    expect(said({ "a.wav": "", "a.cue": Buffer.from(sheet("a.wav").replace("t1", "\xe9"), "latin1") })[0]).toContain(
      "Windows-1252"
    )
  })

  it("reaches no file outside its folder's paths", () => {
    expect(said({ "a/x.wav": "", "a/x.cue": sheet("../../etc/passwd", 1) + sheet("/etc/hosts", 1) })).toHaveLength(2)
  })
})

describe("a sheet within a file", () => {
  it("cuts it where none beside it does", () => {
    expect(items({ "a.flac": "" }, { "a.flac": sheet("whatever.wav") })).toEqual(cut("a.flac", "a"))
    expect(items({ "a.flac": "", "a.cue": sheet("a.flac", 2) }, { "a.flac": sheet("x") }).map(([id]) => id)).toEqual([
      "a-01",
      "a-02"
    ])
    expect(items({ "a.flac": "", "a.cue": "x" }, { "a.flac": sheet("x") })).toEqual(cut("a.flac", "a"))
  })

  it("that is none, or of several files, leaves the file one track and says so", () => {
    expect(said({ "a.flac": "" }, { "a.flac": "FILE x WAVE\nTRACK" })).toEqual([
      "a.flac (within):2: this is no CUE sheet, so it cuts nothing: TRACK has no number and kind: \"\""
    ])
    expect(items({ "a.flac": "" }, { "a.flac": sheet("x") + sheet("y") })).toHaveLength(1)
  })
})
