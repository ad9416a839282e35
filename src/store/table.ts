/** Tables as Parquet files, through DuckDB. Row order is kept; the same rows give the same bytes. */
import type { DuckDBAppender } from "@duckdb/node-api"
import { duckdb, identifier, literal } from "./duckdb.ts"

/** A column; `numbers` is a list of float64. Any cell may be null. */
export interface Column {
  readonly name: string
  readonly type: "string" | "number" | "boolean" | "numbers"
}

/** Cells by column name. */
export type Row = Readonly<Record<string, unknown>>

const sqlTypes = { string: "VARCHAR", number: "DOUBLE", boolean: "BOOLEAN", numbers: "DOUBLE[]" } as const

const append = async (appender: DuckDBAppender, column: Column, cell: unknown): Promise<void> => {
  if (cell === null || cell === undefined) return appender.appendNull()
  switch (column.type) {
    case "string":
      return appender.appendVarchar(String(cell))
    case "number":
      return appender.appendDouble(Number(cell))
    case "boolean":
      return appender.appendBoolean(cell === true)
    case "numbers": {
      const { DOUBLE, LIST, listValue } = await import("@duckdb/node-api")
      return appender.appendList(listValue(cell as ReadonlyArray<number>), LIST(DOUBLE))
    }
  }
}

/** Writes rows to a Parquet file. Throws a TypeError for a table without columns. */
export const writeTable = async (
  columns: ReadonlyArray<Column>,
  rows: ReadonlyArray<Row>,
  path: string
): Promise<void> => {
  if (columns.length === 0) throw new TypeError("a table needs at least one column")
  const connection = await duckdb()
  const name = `t_${crypto.randomUUID().replaceAll("-", "")}`
  const definitions = columns.map((column) => `${identifier(column.name)} ${sqlTypes[column.type]}`)
  await connection.run(`CREATE TEMP TABLE ${name} (${definitions.join(", ")})`)
  try {
    const appender = await connection.createAppender(name)
    for (const row of rows) {
      for (const column of columns) await append(appender, column, row[column.name])
      appender.endRow()
    }
    appender.closeSync()
    await connection.run(`COPY (SELECT * FROM ${name}) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`)
  } finally {
    await connection.run(`DROP TABLE IF EXISTS ${name}`)
  }
}

const isListLike = (cell: object): cell is { readonly items: ReadonlyArray<unknown> } => "items" in cell

const plain = (cell: unknown): unknown => {
  if (typeof cell === "bigint") return Number(cell)
  if (typeof cell === "object" && cell !== null && isListLike(cell)) return cell.items.map(plain)
  return cell
}

/** Rows of a Parquet file in order; only the named columns where `names` is given. */
export const readTable = async (path: string, names?: ReadonlyArray<string>): Promise<ReadonlyArray<Row>> => {
  const connection = await duckdb()
  const wanted = names === undefined ? "*" : names.map(identifier).join(", ")
  const result = await connection.runAndReadAll(`SELECT ${wanted} FROM read_parquet(${literal(path)})`)
  const columns = result.columnNames()
  return result.getRows().map((cells) => Object.fromEntries(columns.map((column, i) => [column, plain(cells[i])])))
}
