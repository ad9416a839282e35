import { describe, expect, it } from "vitest"
import { row } from "../../../src/math/matrix.ts"
import { readFeatureTable } from "../../../src/music/ingest/reader/feature-table.ts"
import { failureOf } from "./failure-of.ts"

const source = "features.csv"
const read = (
  lines: ReadonlyArray<string>,
  more: { readonly labelColumn?: string; readonly required?: ReadonlyArray<string> } = {}
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

  it("names line, row, column and value of a cell that is no number, and counts the others", () => {
    const lines = ["id,tempo,rms", "a,1,2", "b,2,NaN", "c,3,", "d,4,1", "e,5,2"]
    const error = failureOf(() => read(lines))

    expect(error.message).toBe(
      "features.csv, line 3 (row 2), column \"rms\": \"NaN\" is not a finite number, and 1 more cell of this column is like it."
    )
    expect(error.hint).toContain("remove the row or the column")
  })

  it("refuses empty, infinite and overflowing cells", () => {
    expect(failureOf(() => read(["id,x", "a,1", "b,"])).message).toContain("\"\" is not a finite number")
    expect(failureOf(() => read(["id,x", "a,1", "b,inf"])).message).toContain("\"inf\"")
    expect(failureOf(() => read(["id,x", "a,1", "b,1e999"])).message).toContain("\"1e999\"")
  })

  it("refuses a word among numbers but passes over a column of words", () => {
    expect(failureOf(() => read(["id,x", "a,1", "b,loud", "c,2"])).message).toContain("row 2), column \"x\": \"loud\"")

    const table = read(["id,x,lyrics", "a,1,la la", "b,2,"])

    expect(table.features.names).toEqual(["x"])
    expect(table.problems).toEqual([{
      where: "column \"lyrics\"",
      problem: "holds text; it is neither a feature nor a known label"
    }])
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
