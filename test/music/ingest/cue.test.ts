import { describe, expect, it } from "vitest"
import { parseCue } from "../../../src/music/ingest/reader/cue.ts"
import { decodeText } from "../../../src/music/ingest/reader/decode-text.ts"

const read = (text: string) => {
  const sheet = parseCue(text)
  if ("fault" in sheet) throw new Error(`${sheet.line}: ${sheet.fault}`)
  return sheet
}
const faultOf = (...lines: ReadonlyArray<string>) => {
  const sheet = parseCue(lines.join("\n"))
  return "fault" in sheet ? `${sheet.line}: ${sheet.fault}` : "none"
}
const times = (text: string) => read(text).tracks.map(({ endSec, startSec }) => [startSec, endSec])

const album = `REM GENRE "Folk Rock"
REM DATE 1971-03
PERFORMER "The Harbour"
TITLE "Nine Lamps"
FILE "Nine Lamps.wav" WAVE
  TRACK 01 AUDIO
    TITLE "One "big" light"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "Äbend"
    PERFORMER "Ada"
    INDEX 00 04:58:00
    INDEX 01 05:00:15
  TRACK 03 AUDIO
    INDEX 01 100:00:74`

describe("a sheet", () => {
  it("gives tracks their titles, who plays them, and the album's genre and year", () => {
    const { tracks, ...sheet } = read(album)

    expect(sheet).toEqual({ album: "Nine Lamps", performer: "The Harbour", genre: "Folk Rock", year: 1971 })
    expect(tracks.map(({ number, performer, title }) => [number, title, performer])).toEqual([
      [1, "One \"big\" light", "The Harbour"],
      [2, "Äbend", "Ada"],
      [3, null, "The Harbour"]
    ])
  })

  it.each([
    ["UTF-8", Buffer.from(album)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${album}`)],
    ["UTF-16", Buffer.from(`\ufeff${album}`, "utf16le")],
    ["Latin-1", Buffer.from(album, "latin1")],
    ["lines of DOS", Buffer.from(album.replaceAll("\n", "\r\n"))],
    ["lines of old Macs", Buffer.from(album.replaceAll("\n", "\r"))]
  ])("says the same in %s", (_, bytes) => {
    expect(read(decodeText(bytes))).toEqual(read(album))
  })

  it("cuts at INDEX 01, 75 frames a second; the gap belongs to the track before", () => {
    expect(times(album)).toEqual([[0, 300.2], [300.2, 6000 + 74 / 75], [6000 + 74 / 75, null]])
  })

  it("ends the last track of each file with the file, also where the gap of the next one lies in it", () => {
    const sheet = read(`FILE a.wav WAVE\nTRACK 1 AUDIO\nINDEX 01 0:0:0\nTRACK 2 AUDIO\nINDEX 00 3:00:00
FILE "b c.wav" WAVE\nINDEX 01 00:00:00\nTRACK 3 AUDIO\nINDEX 01 01:00:00`)

    expect(sheet.tracks.map(({ endSec, file, startSec }) => [file, startSec, endSec])).toEqual([
      ["a.wav", 0, null],
      ["b c.wav", 0, 60],
      ["b c.wav", 60, null]
    ])
  })

  it.each([
    ["FILE my album.wav WAVE", "my album.wav"],
    ["file \"my album.flac\"", "my album.flac"],
    ["\tFILE   CD1\\x.mp3   mp3", "CD1\\x.mp3"],
    ["FILE my album", "my album"]
  ])("finds the name in %s", (line, name) => {
    expect(read(`${line}\nTRACK 01 AUDIO\nINDEX 01 00:00:00`).tracks[0]!.file).toBe(name)
  })

  it("leaves tracks of data out, at whose beginning the track before ends", () => {
    expect(times(`FILE a.bin BINARY\nTRACK 01 AUDIO\nINDEX 01 0:0:0\nTRACK 02 MODE1/2352\nINDEX 01 9:0:0`)).toEqual([[
      0,
      540
    ]])
    expect(times(`FILE a.bin BINARY\nTRACK 01 MODE1/2352\nINDEX 01 0:0:0\nTRACK 02 AUDIO\nINDEX 01 9:0:0`)).toEqual([
      [540, null]
    ])
    expect(read("FILE a.bin BINARY\nTRACK 01 MODE2/2336\nINDEX 01 00:00:00").tracks).toEqual([])
  })

  it("passes over what it does not know, and keeps names to one line", () => {
    const { album, tracks } = read(
      "CATALOG 123\nTITLE \"a\u001b[31m\tb\"\nFILE a WAVE\nTRACK 01 AUDIO\nFLAGS DCP\nISRC X\nPOSTGAP 00:02:00\nINDEX 01 0:0:0\nINDEX 02 1:0:0"
    )

    expect([album, tracks[0]!.startSec]).toEqual(["a [31m b", 0])
  })
})

describe("a sheet that is none", () => {
  it.each([
    [["TITLE \"x\""], "null: it has no TRACK"],
    [["TRACK 01 AUDIO", "INDEX 01 00:00:00"], "1: track 01 stands before any FILE"],
    [["FILE a WAVE", "TRACK one AUDIO"], "2: TRACK has no number and kind: \"one AUDIO\""],
    [["FILE a WAVE", "INDEX 01 00:00:00"], "2: INDEX stands before any TRACK"],
    [["FILE a WAVE", "TRACK 01 AUDIO", "INDEX 01 00:61:00"], "3: INDEX is no minutes:seconds:frames: \"01 00:61:00\""],
    [["FILE a WAVE", "TRACK 01 AUDIO", "INDEX 01 00:00:75"], "3: INDEX is no minutes:seconds:frames: \"01 00:00:75\""],
    [["FILE a WAVE", "TRACK 01 AUDIO", "INDEX 01 soon"], "3: INDEX is no minutes:seconds:frames: \"01 soon\""],
    [["FILE a WAVE", "TRACK 01 AUDIO", "INDEX 00 00:00:00"], "2: track 1 has no INDEX 01"],
    [["FILE \"\" WAVE", "TRACK 01 AUDIO"], "1: FILE names none"]
  ])("is refused by its line: %j", (lines, fault) => {
    expect(faultOf(...lines)).toBe(fault)
  })

  it("is one where tracks do not follow each other", () => {
    const start = ["FILE a WAVE", "TRACK 01 AUDIO", "INDEX 01 02:00:00", "TRACK 02 AUDIO"]

    expect(faultOf(...start, "INDEX 01 02:00:00")).toBe("5: track 2 begins before the track in front of it")
    expect(faultOf(...start, "INDEX 01 01:00:00")).toBe("5: track 2 begins before the track in front of it")
    expect(faultOf(...start, "FILE b WAVE", "INDEX 01 01:00:00")).toBe("none")
  })

  it("takes no longer for lines of spaces that end in something else", () => {
    for (const line of ["REM", "FILE a", "TRACK 1", "INDEX 01", "TITLE x"]) {
      expect(faultOf(`${line}${" ".repeat(2 ** 19)}x${"y ".repeat(2 ** 18 - 99)}`)).not.toBe("none")
    }
  })

  it("is one whatever bytes it is made of", () => {
    for (const text of ["", "\0".repeat(1000), "\ufffd\n\"", "INDEX", "x".repeat(2 ** 21)]) {
      expect(faultOf(text)).toMatch(/no TRACK|INDEX|too long/)
    }
  })
})
