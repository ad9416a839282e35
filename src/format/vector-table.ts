/**
 * Matrices with named rows and columns in Parquet, block by block: 20,000 × 512 numbers as columns of JavaScript take
 * half a gigabyte, as objects of rows more. Next back: table.ts, for rows of any type.
 */
import { duckdb, freshConnection, identifier, parquet } from "./duckdb.ts"
import { writeCells } from "./parquet.ts"

/** Named columns of numbers by id. Shapes: `ids` [row], `names` [column], `data` [row, column]. */
export interface VectorTable {
  readonly ids: ReadonlyArray<string>
  readonly names: ReadonlyArray<string>
  readonly data: Float64Array
}

const idColumn = "id"

/**
 * Writes the ids as column "id" and a column of float64 per name. Throws a RangeError for a column called "id".
 *
 * @example
 * ```ts
 * import { writeVectorTable } from "partita/format"
 * await writeVectorTable({ ids: ["t1", "t2"], names: ["x", "y"], data: Float64Array.of(1, 2, 3, 4) }, "points.parquet")
 * ```
 */
export const writeVectorTable = async ({ data, ids, names }: VectorTable, path: string): Promise<void> => {
  if (names.includes(idColumn)) throw new RangeError(`a vector column may not be called "${idColumn}"`)
  const columns = [
    { name: idColumn, type: "string" as const },
    ...names.map((name) => ({ name, type: "number" as const }))
  ]
  const cell = (row: number, column: number) => column === 0 ? ids[row] : data[row * names.length + column - 1]
  await writeCells(columns, { rows: ids.length, cell }, path)
}

/**
 * What writeVectorTable wrote, to one file or one after another to several. Throws DuckDB's error for other files.
 *
 * @example
 * ```ts
 * import { readVectorTable, writeVectorTable } from "partita/format"
 * await writeVectorTable({ ids: ["t1", "t2"], names: ["x", "y"], data: Float64Array.of(1, 2, 3, 4) }, "map.parquet")
 * await readVectorTable("map.parquet") // → { ids: ["t1", "t2"], names: ["x", "y"], data: [1, 2, 3, 4] }
 * ```
 */
export const readVectorTable = async (path: string | ReadonlyArray<string>): Promise<VectorTable> => {
  const ids = await readIds(path)
  const connection = await freshConnection() // its own, as a second query would end the stream
  try {
    const result = await connection.stream(`SELECT * FROM ${parquet(path)}`)
    const names = result.columnNames().slice(1) // the first is the ids
    const data = new Float64Array(ids.length * names.length)
    let first = 0
    for (;;) {
      const chunk = await result.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) return { ids, names, data }
      const { rowCount } = chunk
      for (let j = 0; j < names.length; j++) {
        const column = chunk.getColumnVector(j + 1)
        for (let i = 0; i < rowCount; i++) data[(first + i) * names.length + j] = Number(column.getItem(i))
      }
      first += rowCount
    }
  } finally {
    connection.closeSync()
  }
}

/** The ids of what writeVectorTable wrote, for readers that need no numbers. */
export const readIds = async (path: string | ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
  const connection = await duckdb()
  const read = await connection.runAndReadAll(`SELECT ${identifier(idColumn)} FROM ${parquet(path)}`)
  return (read.getColumns()[0] ?? []).map(String)
}
