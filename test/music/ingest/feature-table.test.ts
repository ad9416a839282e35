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
