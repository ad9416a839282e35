import { describe, expect, it } from "vitest"
import { sourceAt } from "../../../src/music/ingest/data-source.ts"
import { withoutFar } from "../../../src/music/ingest/reader/far-values.ts"
import { readFeatureTable } from "../../../src/music/ingest/reader/feature-table.ts"
import { otherFile } from "../../../src/music/ingest/reader/known-file.ts"
import { failureOf } from "./failure-of.ts"

const labels = ["rock", "jazz", "pop"]
const tracks = Array.from({ length: 12 }, (_, i) => ({
  file: `t${i}.wav`,
  tempo: 90 + (i * 37 % 61) / 4,
  centre: (i * 29 % 17 - 8) / 16,
  label: labels[i % 3]!
}))
type Cell = string | number
const table = (head: ReadonlyArray<Cell>, row: (at: number) => ReadonlyArray<Cell>, between = ","): string =>
  [head, ...tracks.map((_, i) => row(i))].map((cells) => cells.join(between)).join("\n")
const head = ["filename", "tempo", "centre", "label"]
const cellsOf = (i: number): ReadonlyArray<Cell> => Object.values(tracks[i]!)
const read = (text: string) => readFeatureTable(text, { source: "odd.csv" })
const plain = read(table(head, cellsOf))

describe("a table that says the same in another way", () => {
  it.each([
    ["spaces in front of quotes", table(head, (i) => cellsOf(i).map((cell) => ` "${cell}"`))],
    ["single quotes around all cells", table(head.map((c) => `'${c}'`), (i) => cellsOf(i).map((cell) => `'${cell}'`))],
    ["spaces between cells", table(head, cellsOf, " ")],
    [
      "what is below zero in brackets",
      table(head, (i) => cellsOf(i).map((cell) => typeof cell === "number" && cell < 0 ? `(${-cell})` : cell))
    ],
    [
      "digits of Bangla",
      table(
        head,
        (i) =>
          cellsOf(i).map((cell) =>
            typeof cell === "number"
              ? String(cell).replaceAll(/\d/g, (digit) => String.fromCodePoint(0x9e6 + Number(digit)))
              : cell
          )
      )
    ],
    ["no name above the names of rows", table(head.slice(1), cellsOf)],
    [
      "codes for labels, and their names beside them",
      table([...head, "label_name"], (i) => [
        ...cellsOf(i).slice(0, 3),
        i % 3,
        tracks[i]!.label
      ])
    ]
  ])("is read as the plain one: %s", (_, text) => {
    const found = read(text)

    expect([found.ids, found.features, found.labels]).toEqual([plain.ids, plain.features, plain.labels])
  })

  it.each([
    ["levels above an index without a name", [",chroma,chroma,label", ",mean,std,", "track_id,,,"], [
      "chroma_mean",
      "chroma_std"
    ]],
    ["four levels", ["k,chroma,chroma,label", "s,mean,std,", "n,01,01,", "track_id,,,"], [
      "chroma_mean_01",
      "chroma_std_01"
    ]],
    ["two levels and no index", ["filename,mfcc,mfcc,label", ",mean,std,"], ["mfcc_mean", "mfcc_std"]]
  ])("has the names of its columns joined: %s", (_, above, names) => {
    const found = read([...above, ...tracks.map((track) => Object.values(track).join(","))].join("\n"))

    expect(found.features.names).toEqual(names)
    expect(found.ids).toEqual(plain.ids)
    expect(found.remarks).toContain(`the names of columns are made of ${above.length} lines`)
  })

  it("keeps two columns of one name apart where no second line names them", () => {
    expect(read(table(["filename", "f", "f", "label"], cellsOf)).features.names).toEqual(["f", "f~2"])
  })
})

describe("rows that are not as the others", () => {
  it.each([
    ["one cell too few", ["t7.wav", 1, 2], "3 cells where the header has 4 columns"],
    ["one cell too many", ["t7.wav", 1, 2, "a", "b"], "5 cells where the header has 4 columns"],
    ["a remark", ["# second session"], "1 cell where the header has 4 columns"]
  ])("are set aside by name: %s", (_, cells, reason) => {
    const { ids, setAside } = read(table(head, (i) => i === 7 ? cells : cellsOf(i)))

    expect(setAside).toEqual([{ item: String(cells[0]), reason: `line 9: ${reason}` }])
    expect(ids).toHaveLength(11)
  })

  it("stop the table where they are many", () => {
    expect(failureOf(() => read(table(head, (i) => i % 3 === 0 ? ["x"] : cellsOf(i)))).what).toContain(
      "1 cell where the header has 4 columns, and so on 4 lines of 12"
    )
  })

  it.each([[1e20], [1e9], [-9999], [99_999]])("are set aside for %s in a cell", (value) => {
    const { features, setAside } = read(
      table(head, (i) => i === 4 ? ["t4.wav", value, ...cellsOf(i).slice(2)] : cellsOf(i))
    )

    expect(setAside.map(({ item }) => item)).toEqual(["t4.wav"])
    expect(Math.max(...features.matrix.data)).toBeLessThan(200)
  })

  it("are none where the numbers of a column are of many sizes, or marks lie among them", () => {
    const wide = Float64Array.from({ length: 20 }, (_, i) => 10 ** i)
    const bins = Float64Array.of(8000, 9999, 5200, 7000, -999)

    expect([withoutFar(wide), withoutFar(bins)]).toEqual([wide, bins])
  })
})

describe("labels in disguise", () => {
  it("are no features as columns of which one is 1 in every row", () => {
    const { features, remarks } = read(
      table(["filename", "tempo", ...labels], (i) => [
        ...cellsOf(i).slice(0, 2),
        ...labels.map((name) => Number(name === tracks[i]!.label))
      ])
    )

    expect(features.names).toEqual(["tempo"])
    expect(remarks.join("\n")).toContain(`"rock", "jazz", "pop" (one of 3 of which one is 1 in every row)`)
  })

  it("are none where they are keys or yes and no", () => {
    const keys = ["key_c", "key_d", "key_e", "is_live", "is_studio"]
    const text = table(["filename", "tempo", ...keys], (i) => [
      ...cellsOf(i).slice(0, 2),
      ...[0, 1, 2].map((key) => Number(i % 3 === key)),
      Number(i * 5 % 7 < 3),
      Number(i * 5 % 7 >= 3)
    ])

    expect(read(text).features.names).toEqual(["tempo", ...keys])
  })

  it("are no features as the y of scikit-learn", () => {
    expect(read(table(["filename", "tempo", "y"], (i) => [...cellsOf(i).slice(0, 2), i % 3])).features.names).toEqual(
      ["tempo"]
    )
  })
})

describe("a file that is called a table and is none", () => {
  it.each([
    ["PK\x03\x04\x14\0", "workbook of Excel"],
    ["\x1f\x8b\x08", "gzip"],
    ["\n<!DOCTYPE html><html>", "web page"],
    ["version https://git-lfs.github.com/spec/v1\n", "git lfs pull"],
    ["PAR1\x15", "Parquet"],
    ["@RELATION songs\n", "ARFF"],
    ["[{\"file\": 1}]", "JSON"],
    [String.fromCharCode(...Array.from({ length: 900 }, (_, i) => i * 73 % 256)), "no text"]
  ])("is called what it is: %j", (start, what) => {
    expect(Object.values(otherFile(Buffer.from(start, "latin1"))!).join("; ")).toContain(what)
  })

  it.each([["file,tempo\na,1\n", "utf8"], ["file,tempo\na,1\n", "utf16le"], ["titulo;ação\n", "latin1"]] as const)(
    "is one where it is text: %j in %s",
    (text, encoding) => {
      expect(otherFile(Buffer.from(text, encoding))).toBeUndefined()
    }
  )

  it.each([["a.xlsx", "CSV"], ["a.csv.gz", "Unpack"], ["a.npy", "numpy"], ["one.mp3", "folder"], ["a.txt", ".csv"]])(
    "is told what to do by its name: %s",
    (name, hint) => {
      expect(JSON.stringify(sourceAt(`/data/${name}`, "file"))).toContain(hint)
    }
  )
})
