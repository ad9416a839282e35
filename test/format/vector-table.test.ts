import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { readTable, writeTable } from "../../src/format/parquet.ts"
import { readIds, readVectorTable, type VectorTable, writeVectorTable } from "../../src/format/vector-table.ts"
import { temporaryFolder } from "../dataflow/store/temporary-store.ts"

const target = (): string => path.join(temporaryFolder(), "it's.parquet")

const tableOf = (rows: number, names: ReadonlyArray<string>): VectorTable => ({
  ids: Array.from({ length: rows }, (_, i) => `track "${i}"`),
  names,
  data: Float64Array.from({ length: rows * names.length }, (_, at) => Math.sin(at) * 10 ** (at % 7))
})

it("every awkward number comes back bit for bit, over several blocks", async () => {
  const file = target()
  const table = tableOf(5_000, ["a", "score \"z\"", "it's"])
  table.data.set([Number.NaN, -0, Infinity, -Infinity, 5e-324, Number.MAX_VALUE], 3 * 2_046)
  await writeVectorTable(table, file)

  const read = await readVectorTable(file)

  expect(read).toEqual(table)
  expect(Object.is(read.data[3 * 2_046 + 1], -0)).toBe(true)
})

it("the file has the bytes of the same table written row by row", async () => {
  const table = tableOf(3_000, ["a", "b"])
  const [wide, byRows] = [target(), target()]
  const rows = table.ids.map((id, i) => ({ id, a: table.data[2 * i], b: table.data[2 * i + 1] }))
  const columns = [{ name: "id", type: "string" }, { name: "a", type: "number" }, {
    name: "b",
    type: "number"
  }] as const

  await writeVectorTable(table, wide)
  await writeTable(columns, rows, byRows)

  expect(Buffer.compare(fs.readFileSync(wide), fs.readFileSync(byRows))).toBe(0)
})

it("a table without rows keeps its names, and one without columns its ids", async () => {
  const [none, bare] = [tableOf(0, ["a", "b"]), tableOf(3, [])]
  const files = [target(), target()] as const
  await writeVectorTable(none, files[0])
  await writeVectorTable(bare, files[1])

  expect(await readVectorTable(files[0])).toEqual(none)
  expect(await readVectorTable(files[1])).toEqual(bare)
})

it("several tables are read at once without losing blocks to each other", async () => {
  const tables = [tableOf(6_000, ["a", "b"]), tableOf(9_000, ["c"])]
  const files = [target(), target()] as const
  await writeVectorTable(tables[0]!, files[0])
  await writeVectorTable(tables[1]!, files[1])

  const [first, second, ids, rows] = await Promise.all([
    readVectorTable(files[0]),
    readVectorTable(files[1]),
    readIds(files[1]),
    readTable(files[0])
  ])

  expect([first, second]).toEqual(tables)
  expect(ids).toEqual(tables[1]!.ids)
  expect(rows.length).toBe(6_000)
})

it("a column called id is refused", async () => {
  await expect(writeVectorTable(tableOf(1, ["id"]), target())).rejects.toThrow("may not be called \"id\"")
})
