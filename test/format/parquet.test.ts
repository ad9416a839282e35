import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { type Column, joinTables, readTable, writeTable } from "../../src/format/parquet.ts"
import { temporaryFolder } from "../dataflow/store/temporary-store.ts"

const columns: ReadonlyArray<Column> = [
  { name: "title", type: "string" },
  { name: "score \"z\"", type: "number" },
  { name: "plays", type: "int" },
  { name: "is'live", type: "boolean" },
  { name: "mfcc", type: "numbers" }
]

const rows = [
  { title: "আমার সোনার বাংলা", "score \"z\"": Number.NaN, plays: 2 ** 40, "is'live": true, mfcc: [1, Number.NaN, -0.5] },
  { title: null, "score \"z\"": -Infinity, plays: null, "is'live": null, mfcc: [] },
  { title: "", "score \"z\"": -0, plays: -1, "is'live": false, mfcc: null },
  { title: "a'\"\n\0🎵", "score \"z\"": Infinity, plays: 0, "is'live": true, mfcc: [1e-310] }
]

const target = (): string => path.join(temporaryFolder(), "it's.parquet")

it("rows come back in order with every awkward value", async () => {
  const file = target()

  await writeTable(columns, rows, file)

  expect(await readTable(file)).toEqual(rows)
})

it("only the columns asked for are read, in the order asked", async () => {
  const file = target()
  await writeTable(columns, rows, file)

  const read = await readTable(file, ["plays", "title"])

  expect(read.map((row) => Object.keys(row))).toEqual([["plays", "title"], ["plays", "title"], ["plays", "title"], [
    "plays",
    "title"
  ]])
})

it("an empty table keeps its columns", async () => {
  const file = target()

  await writeTable(columns, [], file)

  expect(await readTable(file, columns.map((column) => column.name))).toEqual([])
})

it("the same rows give the same bytes, also beside other writes and over many blocks", async () => {
  const many = Array.from({ length: 5_000 }, (_, i) => ({
    title: `track ${i}`,
    "score \"z\"": Math.sin(i),
    plays: i,
    "is'live": i % 3 === 0,
    mfcc: Array.from({ length: i % 4 }, (_, j) => i + j)
  }))
  const files = [target(), target(), target()]

  await Promise.all(files.map((file) => writeTable(columns, many, file)))

  const [first, ...others] = files.map((file) => fs.readFileSync(file))
  expect(others.map((other) => other.equals(first!))).toEqual([true, true])
  expect(await readTable(files[0]!)).toEqual(many)
})

it("a cell that does not fit its column is refused with its place", async () => {
  await expect(writeTable(columns, [rows[0]!, { title: 3 }], target())).rejects.toThrow(
    "row 2, column \"title\": 3 is not text"
  )
})

it("a table without columns is refused", async () => {
  await expect(writeTable([], [], target())).rejects.toThrow(TypeError)
})

it("several files are read and joined in their order, whatever their folders are called", async () => {
  const folder = path.join(temporaryFolder(), "year=2024", "[a]*")
  fs.mkdirSync(folder, { recursive: true })
  const files = ["b", "a", "c"].map((name) => path.join(folder, `${name}'s.parquet`))
  for (const file of files) await writeTable(columns, rows, file)
  const joined = path.join(folder, "joined.parquet")

  await joinTables(files, joined)

  expect(await readTable(files)).toEqual([...rows, ...rows, ...rows])
  expect(await readTable(joined)).toEqual([...rows, ...rows, ...rows])
})
