import { describe, expect, it } from "vitest"
import { Random } from "../../../src/math/random.ts"
import { parseCsv } from "../../../src/music/ingest/reader/csv.ts"
import { UnusableInput } from "../../../src/music/ingest/reader/unusable-input.ts"
import { failureOf } from "./failure-of.ts"

describe("CSV", () => {
  it("keeps commas, quotes and line breaks of quoted cells", () => {
    const csv = parseCsv("file,lyrics\r\na.wav,\"one, two\r\nthree \"\"four\"\"\"\r\nb.wav,\"\"\r\n", "t.csv")

    expect(csv.columns).toEqual(["file", "lyrics"])
    expect(csv.rows).toEqual([["a.wav", "one, two\r\nthree \"four\""], ["b.wav", ""]])
    expect(csv.lines).toEqual([2, 4])
  })

  it("reads LF, CRLF and CR endings alike, with or without the last one", () => {
    const rows = [["1", "2"], ["3", "4"]]

    expect(parseCsv("a,b\n1,2\n3,4", "t").rows).toEqual(rows)
    expect(parseCsv("a,b\r\n1,2\r\n3,4\r\n", "t").rows).toEqual(rows)
    expect(parseCsv("a,b\r1,2\r3,4\r", "t").rows).toEqual(rows)
  })

  it("takes a byte order mark off the first column's name", () => {
    expect(parseCsv("\uFEFFfile,label\nx,y\n", "t").columns).toEqual(["file", "label"])
    expect(parseCsv("\uFEFF\"file\",label\nx,y\n", "t").columns).toEqual(["file", "label"])
  })

  it("leaves blank lines out and still counts them", () => {
    const csv = parseCsv("a,b\n\n1,2\n\n\n3,4\n\n", "t")

    expect(csv.rows).toEqual([["1", "2"], ["3", "4"]])
    expect(csv.lines).toEqual([3, 6])
  })

  it("keeps trailing empty cells and a lone quoted empty cell", () => {
    expect(parseCsv("a,b,c\n1,,\n", "t").rows).toEqual([["1", "", ""]])
    expect(parseCsv("a\n\"\"\n", "t").rows).toEqual([[""]])
  })

  it("names the line of a ragged row, counting the breaks inside quoted cells", () => {
    const error = failureOf(() => parseCsv("a,b\n\"x\ny\",2\n1,2,3\n", "t.csv"))

    expect(error).toBeInstanceOf(UnusableInput)
    expect(error.message).toBe("t.csv, line 4: 3 cells where the header has 2 columns.")
    expect(error.hint).toContain("quotes")
  })

  it("names the line of a quote that is never closed", () => {
    expect(failureOf(() => parseCsv("a,b\n1,2\n3,\"open\n", "t.csv")).message)
      .toBe("t.csv, line 3: a quoted cell that starts here is never closed.")
  })

  it("refuses text after a closing quote", () => {
    expect(failureOf(() => parseCsv("a,b\n\"x\"y,2\n", "t.csv")).message).toContain(
      "line 2: text follows a closing quote"
    )
  })

  it.each<[string, string]>([
    [";", "file;label\na;b\nc;d,e\n"],
    ["\t", "file\tlabel\na\tb\nc\td;e\n"],
    ["|", "file|label\na|b\n"],
    [";", "\uFEFFfile;tempo;f0\r\na;93,5;1,25\r\nb;120,5;0,5\r\n"],
    [";", "sep=;\r\nfile;label\r\na;b\r\n"],
    [",", "file,label\n\"a;b\",\"c;d\"\n"],
    [",", "file,lyrics\na,one; two; three\nb,four\n"]
  ])("sees that %j is between the cells", (delimiter, text) => {
    const csv = parseCsv(text, "t.csv")

    expect(csv.delimiter).toBe(delimiter)
    expect(csv.columns[0]).toBe("file")
    expect(csv.columns.length).toBe(csv.rows[0]!.length)
    expect(csv.columns.length).toBeGreaterThan(1)
  })

  it("counts the line sep=; that Excel puts in front", () => {
    expect(parseCsv("sep=;\r\nfile;label\r\na;b\r\n", "t").lines).toEqual([3])
  })

  it("leaves out the nameless, empty columns at the end of a spreadsheet", () => {
    expect(parseCsv("a,b,,\n1,2,,\n3,4,,\n", "t").rows).toEqual([["1", "2"], ["3", "4"]])
    expect(parseCsv("a;b\n1;2;\n3;4;\n", "t").rows).toEqual([["1", "2"], ["3", "4"]])
    expect(failureOf(() => parseCsv("a,b,,\n1,2,3,\n", "t")).message).toContain("two columns are called \"\"")
  })

  it("refuses an empty file and a column named twice", () => {
    expect(failureOf(() => parseCsv("", "t.csv")).message).toBe("t.csv: the file is empty.")
    expect(failureOf(() => parseCsv("a,b,a\n1,2,3\n", "t.csv")).message).toContain("two columns are called \"a\"")
  })

  it("reads back what a strict writer wrote, whatever is in the cells", () => {
    const random = new Random(1)
    const alphabet = ["a", "é", "ক", ",", "\"", "\n", "\r", "\r\n", " ", "", ";", "𝄞"]
    const cell = () => Array.from({ length: random.int(6) }, () => alphabet[random.int(alphabet.length)]!).join("")
    const rows = Array.from({ length: 500 }, () => [cell(), cell(), cell()])
    const quote = (text: string) => `"${text.replaceAll("\"", "\"\"")}"`

    const csv = parseCsv(["a,b,c", ...rows.map((cells) => cells.map(quote).join(","))].join("\r\n"), "t")

    expect(csv.rows).toEqual(rows)
  })
})
