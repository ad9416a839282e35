import { describe, expect, it } from "vitest"
import { csvText } from "../../src/format/csv-text.ts"
import { parseCsv } from "../../src/music/ingest/reader/csv.ts"

describe("csvText", () => {
  it("is read back cell by cell, with commas, quotes, line breaks and every digit", () => {
    const rows = [{ title: "a \"b\", c", x: 0.1 + 0.2 }, { title: "two\nlines", x: null }, { title: "", x: 1e-300 }]
    const columns = [{ name: "title", type: "string" }, { name: "x", type: "number" }] as const

    const read = parseCsv(csvText({ columns, rows }), "t.csv")

    expect(read.columns).toEqual(["title", "x"])
    expect(read.rows).toEqual([["a \"b\", c", "0.30000000000000004"], ["two\nlines", ""], ["", "1e-300"]])
  })
})
