import { describe, expect, it } from "vitest"
import { row } from "../../../src/math/matrix.ts"
import { readFeatureTable } from "../../../src/music/ingest/reader/feature-table.ts"
import { failureOf } from "./failure-of.ts"

const source = "features.csv"
const read = (
  lines: ReadonlyArray<string>,
  more: {
    readonly labelColumn?: string
    readonly required?: ReadonlyArray<string>
    readonly keep?: ReadonlyArray<string>
  } = {}
) => readFeatureTable(`${lines.join("\n")}\n`, { source, ...more })

describe("feature table", () => {
  it("takes the columns of the published tables apart: name, length, features, labels", () => {
    const table = read([
      "filename,length,tempo,mfcc1_mean,label,language",
      "blues.00000.wav,661794,123.046875,-113.5,blues,eng",
      "Folk.00001.wav,661500,99.5,-4.53e-05,Folk,bng"
    ])

    expect(table.ids).toEqual(["blues.00000.wav", "Folk.00001.wav"])
    expect(table.features.names).toEqual(["tempo", "mfcc1_mean"])
    expect([...row(table.features.matrix, 1)]).toEqual([99.5, -4.53e-5])
    expect(table.labels).toEqual({ label: ["blues", "Folk"], language: ["eng", "bng"] })
    expect(table.problems).toEqual([])
  })

  it("puts the asked-for label first, and does not use it as a feature even when it holds numbers", () => {
    const table = read(["id,mood,tempo,genre", "a,3,100,rock", "b,4,90,folk"], { labelColumn: "mood" })

    expect(Object.entries(table.labels)).toEqual([["mood", ["3", "4"]], ["genre", ["rock", "folk"]]])
    expect(table.features.names).toEqual(["tempo"])
  })

  it("suggests the label column that was meant", () => {
    const error = failureOf(() => read(["id,tempo,genre", "a,1,x"], { labelColumn: "gnere" }))

    expect(error.message).toBe("features.csv: there is no column \"gnere\".")
    expect(error.hint).toBe("did you mean \"genre\"? columns: id, tempo, genre")
  })

  it("names the required column that is missing", () => {
    expect(failureOf(() => read(["id,tempo", "a,1"], { required: ["tempo", "rms_mean"] })).message)
      .toBe("features.csv: there is no column \"rms_mean\".")
  })

  it.each(["", "NaN", "-", "inf", "1e999", "loud", "#DIV/0!"])(
    "sets the row of a cell %j aside, and says so",
    (cell) => {
      const rows = Array.from({ length: 9 }, (_, i) => `t${i},${i + 0.5},${i === 4 ? cell : i / 7}`)
      const table = read(["id,tempo,rms", ...rows])

      expect(table.ids).toEqual(["t0", "t1", "t2", "t3", "t5", "t6", "t7", "t8"])
      expect(table.features.matrix.rows).toBe(8)
      expect([...row(table.features.matrix, 4)]).toEqual([5.5, 5 / 7])
      expect(table.setAside.map(({ item }) => item)).toEqual(["t4"])
      expect(table.setAside[0]!.reason).toBe(
        cell === "" ? "line 6: column \"rms\" is empty" : `line 6: column "rms" holds "${cell}", no finite number`
      )
      expect(table.remarks.at(-1)).toBe(`1 row of 9 set aside: t4 (${table.setAside[0]!.reason})`)
    }
  )

  it("refuses a table whose rows lack numbers beyond the stated share, and names the columns", () => {
    const error = failureOf(() => read(["id,tempo,rms", "a,1,2", "b,2,NaN", "c,3,", "d,4,1", "e,5,2"]))

    expect(error.message).toBe(
      "features.csv: 2 of 5 rows lack a number (at most 25 % may): columns \"rms\" (2); the first is line 3, where column " +
        "\"rms\" holds \"NaN\", no finite number."
    )
    expect(error.hint).toContain("remove these columns or rows")
  })

  it("leaves a column out that is empty in most rows, and names it", () => {
    const table = read(["id,x,y", "a,1,", "b,2,", "c,3,4"])

    expect(table.features.names).toEqual(["x"])
    expect(table.remarks).toContain("left out: \"y\" (empty in most rows)")
  })

  it("passes over a column of words, and names it", () => {
    const table = read(["id,x,lyrics,label", "a,1,la la,u", "b,2,,v"])

    expect(table.features.names).toEqual(["x"])
    expect(table.problems).toEqual([{
      where: "column \"lyrics\"",
      problem: "holds text; it is neither a feature nor a known label"
    }])
    expect(table.remarks).toEqual(["left out: \"lyrics\" (text, neither a feature nor a known label)"])
  })

  it("reads a table of another country, and says how", () => {
    const table = read(["filename;tempo;rms;genre", "a.wav;93,5;0,125;rock", "b.wav;120,25;0,5;folk"])

    expect([...row(table.features.matrix, 0)]).toEqual([93.5, 0.125])
    expect(table.labels).toEqual({ genre: ["rock", "folk"] })
    expect(table.remarks).toEqual([
      "cells are separated by \";\"",
      "read as numbers with a comma for the decimal point: \"tempo\", \"rms\""
    ])
  })

  it.each(["file_name", "filepath", "File Path", "audio", "path", "Audio_Path", "track_id"])(
    "takes names of tracks from a column called %s",
    (name) => {
      expect(read([`x,${name},label`, "1,a.wav,u", "2,b.wav,v"]).ids).toEqual(["a.wav", "b.wav"])
    }
  )

  it("leaves out of absolute names what is a machine's", () => {
    expect(read(["path,x", "/home/me/m/rock/a.wav,1", "/home/me/m/folk/b.wav,2"]).ids).toEqual([
      "rock/a.wav",
      "folk/b.wav"
    ])
    expect(read(["path,x", "C:\\m\\a.wav,1", "C:\\m\\b.wav,2"]).ids).toEqual(["a.wav", "b.wav"])
    expect(read(["path,x", "/m/a.wav,1", "b.wav,2"]).ids).toEqual(["/m/a.wav", "b.wav"])
  })

  it("suggests which columns were meant to name the tracks and to label them", () => {
    expect(read(["filenam,x,gnere", "a,1,rock", "b,2,folk"]).remarks.slice(0, 2)).toEqual([
      "no column names the tracks, so rows are numbered; did you mean \"filenam\"?",
      "no column is called label, genre, class, so there are no labels; did you mean \"gnere\"?"
    ])
    for (const name of ["music_genre", "track_genre", "genre_top", "Mood", "style"]) {
      expect(read([`file,x,${name}`, "a,1,rock", "b,2,folk"]).remarks[0]).toContain(`did you mean "${name}"?`)
    }
  })

  it.each(["Song", "song_name", "trackName", "title", "uri", "ytid", "Stück"])(
    "takes names of tracks from a column called %s where its cells all differ, and says so",
    (name) => {
      const rows = Array.from({ length: 9 }, (_, i) => `${i / 7},${"ab"[i % 2]},my song ${i},${"uv"[i % 2]}`)
      const { ids, remarks } = read([`x,singer,${name},label`, ...rows])

      expect(ids.slice(0, 2)).toEqual(["my song 0", "my song 1"])
      expect(remarks[0]).toBe(`no column is known to name the tracks; "${name}" does`)
    }
  )

  it("tells columns of one name apart, and leaves out one that says the same again", () => {
    const rows = ["a,1,2,1,u,u", "b,2,5,2,v,v", "c,3,1,3,u,u"]
    const { features, labels, remarks } = read(["id,mfcc,mfcc,mfcc,label,label", ...rows])

    expect(features.names).toEqual(["mfcc", "mfcc~2"])
    expect(labels).toEqual({ label: ["u", "v", "u"] })
    expect(remarks).toEqual([
      "columns that are called like one before them are told apart as \"mfcc~2\", \"mfcc~3\", \"label~2\"",
      "set aside, no feature: \"mfcc~3\" (the same as \"mfcc\" in every row)",
      "left out: \"label~2\" (text, neither a feature nor a known label)"
    ])
  })

  it.each([
    ["# made by hand", "# made by hand"],
    ["# made by hand, in May", "# made by hand, in May"],
    ["My features,,,", "My features"],
    ["Export 3", "Export 3"]
  ])("passes over what stands above the names of its columns: %s", (line, said) => {
    const { features, remarks } = read([line, "filename,f0,f1,label", "a,1,2,u", "b,2,1,v"])

    expect(features.names).toEqual(["f0", "f1"])
    expect(remarks).toEqual([`passed over above the names of the columns: "${said}"`])
  })

  it.each([
    ["a row in place of the names", ["a.wav,1.5,2.5,rock", "b.wav,2.5,1.5,folk"]],
    ["a spectrogram with frames first", Array.from({ length: 9 }, (_, t) => `${0.5 + t},3.25,0.125,${9 - t}`)],
    ["a spectrogram of powers of ten", ["1e-5,0.002,3e-7,1e-3", "2e-5,0.001,4e-7,1e-3"]]
  ])("refuses a table without names of columns: %s", (_, lines) => {
    const error = failureOf(() => read(lines))

    expect(error.message).toContain("its first line holds numbers")
    expect(error.hint).toContain("a row is a track")
  })

  it("takes numbers for names of columns where they count or rise", () => {
    expect(read(["file,0,1,2", "a,.1,.3,.2", "b,.3,.2,.5"]).features.names).toEqual(["0", "1", "2"])
    expect(read(["file,43.1,86.1,129.2,172.3,215.3", "a,1,4,3,2,5", "b,2,3,1,9,7"]).features.names[1]).toBe("86.1")
  })

  it("sets a row aside that holds a number no measurement reaches", () => {
    for (const cell of ["1e38", "-1e30", "3.4028235e38", "1.7976931348623157e308"]) {
      const rows = Array.from({ length: 9 }, (_, i) => `t${i},${i === 4 ? cell : i / 7}`)

      expect(read(["id,rms", ...rows]).setAside).toEqual([
        { item: "t4", reason: `line 6: column "rms" holds "${cell}", no number that is measured` }
      ])
    }
  })

  it("reads points between thousands where the table has commas for decimal points", () => {
    const { features, remarks } = read(["id;energy;rms", "a;12.345;0,5", "b;9.876;0,25", "c;812;0,75"])

    expect([...features.matrix.data]).toEqual([12_345, 0.5, 9876, 0.25, 812, 0.75])
    expect(remarks).toContain("read as numbers with points between thousands: \"energy\"")
    expect([...read(["id;energy;rms", "a;12.345;0.5", "b;9.876;0.25"]).features.matrix.data][0]).toBe(12.345)
  })

  it("leaves out a column that is empty in most rows, and sets the rows aside that one in twenty is", () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `t${i},${i % 5 < 3 ? "" : i},${i === 7 || i === 19 ? " " : i / 7}`
    )
    const { features, ids, remarks } = read(["id,x,y", ...rows])

    expect(features.names).toEqual(["y"])
    expect(ids).toHaveLength(38)
    expect(remarks.at(-1)).toMatch(/^2 rows of 40 set aside: t7 .*, t19 /)
  })

  it("sets codes of labels, ids and years aside by name, unless it is told to keep them", () => {
    const rows = Array.from(
      { length: 24 },
      (_, i) => `${i},${10 * (i % 3)},${1000 + 51 * i},${1990 + i},${Math.sin(i)},${["rock", "jazz", "pop"][i % 3]}`
    )
    const lines = ["track_id,g,uid,year,f0,genre", ...rows]

    expect(read(lines).features.names).toEqual(["f0"])
    expect(read(lines).remarks).toEqual([
      "set aside, no feature: \"g\" (it determines \"genre\")",
      "set aside, no feature: \"uid\" (a whole number of its own in every row)",
      "set aside, no feature: \"year\" (named like a year or date)"
    ])
    expect(read(lines, { keep: ["year", "g"] }).features.names).toEqual(["g", "year", "f0"])
    expect(failureOf(() => read(["id,year,label", "a,1990,x", "b,1991,y"])).message)
      .toContain("no column is left: \"year\" is set aside (named like a year or date)")
  })

  it("makes repeated and missing names distinct and reports the repeated ones", () => {
    const table = read(["filename,x", "a,1", "a,2", "a~2,3", ",4"])

    expect(table.ids).toEqual(["a", "a~3", "a~2", "row-4"])
    expect(table.problems).toEqual([{ where: "line 3", problem: "\"a\" came before; this row is \"a~3\"" }])
  })

  it("counts rows without a label", () => {
    const table = read(["id,x,label", "a,1,rock", "b,2,", "c,3,"])

    expect(table.labels["label"]).toEqual(["rock", "", ""])
    expect(table.problems).toEqual([{ where: "column \"label\"", problem: "is empty in 2 of 3 rows" }])
  })

  it("keeps a constant column and reports it", () => {
    const table = read(["id,x,y", "a,7,1", "b,7,2"])

    expect(table.features.names).toEqual(["x", "y"])
    expect(table.problems).toEqual([{ where: "column \"x\"", problem: "is the same in every row" }])
  })

  it("reads the index column that pandas writes as no feature", () => {
    expect(read([",filename,x", "0,a,1.5", "1,b,2.5"]).features.names).toEqual(["x"])
  })

  it("refuses a table without rows and one without numbers", () => {
    expect(failureOf(() => read(["filename,tempo,label"])).message).toBe(
      "features.csv: there are no rows below the header."
    )
    expect(failureOf(() => read(["filename,label", "a,b"])).message).toContain("no column holds numbers")
  })

  it("accepts a single track", () => {
    const table = read(["id,x", "a,1"])

    expect(table.features.matrix.rows).toBe(1)
    expect(table.problems).toEqual([])
  })
})
