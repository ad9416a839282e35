/** Tables as Parquet files, through DuckDB. Row order is kept; the same rows give the same bytes. */
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api"
import { duckdb, identifier, literal, parquet } from "./duckdb.ts"

/** A column; `numbers` is a list of float64, `int` reads and writes int64 as numbers. Any cell may be null. */
export interface Column {
  readonly name: string
  readonly type: "string" | "number" | "int" | "boolean" | "numbers"
}

/** Cells by column name. */
export type Row = Readonly<Record<string, unknown>>

const sqlTypes = {
  string: "VARCHAR",
  number: "DOUBLE",
  int: "BIGINT",
  boolean: "BOOLEAN",
  numbers: "DOUBLE[]"
} as const

const chunkRows = 2048 // DuckDB's vector size

type Encode = (cell: unknown) => DuckDBValue

/** How cells of each type become DuckDB's values. Throws a TypeError for a cell of another type. */
const encoders = (
  listValue: (items: ReadonlyArray<number>) => DuckDBValue
): Readonly<Record<Column["type"], Encode>> => {
  const refuse = (cell: unknown, wanted: string): never => {
    throw new TypeError(`${JSON.stringify(cell) ?? String(cell)} is not ${wanted}`)
  }
  return {
    string: (cell) => typeof cell === "string" ? cell : refuse(cell, "text"),
    number: (cell) => typeof cell === "number" ? cell : refuse(cell, "a number"),
    int: (cell) => Number.isSafeInteger(cell) ? BigInt(cell as number) : refuse(cell, "an integer"),
    boolean: (cell) => typeof cell === "boolean" ? cell : refuse(cell, "true or false"),
    numbers: (cell) =>
      Array.isArray(cell) || ArrayBuffer.isView(cell)
        ? listValue(Array.from(cell as ArrayLike<number>))
        : refuse(cell, "a list of numbers")
  }
}

/** Cells that are looked up as they are written, so that a wide table never exists row by row. */
export interface Cells {
  readonly rows: number
  /** The cell of a row in the column at position `column`. */
  readonly cell: (row: number, column: number) => unknown
}

/**
 * Writes rows to a Parquet file; see `writeCells`.
 *
 * @example
 * ```ts
 * import { writeTable } from "partita/format"
 * const columns = [{ name: "id", type: "string" }, { name: "tempo", type: "number" }] as const
 * await writeTable(columns, [{ id: "t1", tempo: 120 }], "t.parquet")
 * ```
 */
export const writeTable = (columns: ReadonlyArray<Column>, rows: ReadonlyArray<Row>, path: string): Promise<void> =>
  writeCells(columns, { rows: rows.length, cell: (row, column) => rows[row]![columns[column]!.name] }, path)

/**
 * Writes cells to a Parquet file.
 *
 * Failure: a TypeError for a table without columns, or for a cell that does not fit its column, which it names.
 *
 * @example
 * ```ts
 * import { readTable, writeCells } from "partita/format"
 * await writeCells([{ name: "i", type: "int" }], { rows: 3, cell: (row) => row * row }, "squares.parquet")
 * await readTable("squares.parquet") // → [{ i: 0 }, { i: 1 }, { i: 4 }]
 * ```
 */
export const writeCells = async (
  columns: ReadonlyArray<Column>,
  { cell, rows }: Cells,
  path: string
): Promise<void> => {
  if (columns.length === 0) throw new TypeError("a table needs at least one column")
  const connection = await duckdb()
  const name = `t_${crypto.randomUUID().replaceAll("-", "")}`
  try {
    await fillTable(connection, name, columns, { cell, rows })
    await connection.run(`COPY (SELECT * FROM ${name}) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`)
  } finally {
    await connection.run(`DROP TABLE IF EXISTS ${name}`)
  }
}

/** Makes a temporary table, to which rows are appended piece by piece. */
const openTable = async (connection: DuckDBConnection, name: string, columns: ReadonlyArray<Column>) => {
  const { BIGINT, BOOLEAN, DOUBLE, DuckDBDataChunk, LIST, listValue, VARCHAR } = await import("@duckdb/node-api")
  const types = { string: VARCHAR, number: DOUBLE, int: BIGINT, boolean: BOOLEAN, numbers: LIST(DOUBLE) }
  const encode = encoders(listValue)
  const encodeCell = (column: Column, cell: unknown, row: number): DuckDBValue => {
    if (cell === null || cell === undefined) return null
    try {
      return encode[column.type](cell)
    } catch (cause) {
      throw new TypeError(`row ${row + 1}, column "${column.name}": ${(cause as Error).message}`, { cause })
    }
  }
  const definitions = columns.map((column) => `${identifier(column.name)} ${sqlTypes[column.type]}`)
  await connection.run(`CREATE TEMP TABLE ${identifier(name)} (${definitions.join(", ")})`)
  const appender = await connection.createAppender(name)
  const append = (start: number, length: number, cell: Cells["cell"]): void => {
    const chunk = DuckDBDataChunk.create(columns.map((column) => types[column.type]), length)
    columns.forEach((column, i) => {
      const values = Array.from({ length }, (_, j) => encodeCell(column, cell(start + j, i), start + j))
      chunk.setColumnValues(i, values)
    })
    appender.appendDataChunk(chunk)
  }
  return { append, close: () => appender.closeSync() }
}

/** Makes a temporary table of cells. Failure: a TypeError for a cell that does not fit its column, which it names. */
export const fillTable = async (
  connection: DuckDBConnection,
  name: string,
  columns: ReadonlyArray<Column>,
  { cell, rows }: Cells
): Promise<void> => {
  const table = await openTable(connection, name, columns)
  for (let start = 0; start < rows; start += chunkRows) table.append(start, Math.min(chunkRows, rows - start), cell)
  table.close()
}

/** The same of rows that come one after another, of which few are held at a time. */
export const streamTable = async (
  connection: DuckDBConnection,
  name: string,
  columns: ReadonlyArray<Column>,
  rows: Iterable<Row>
): Promise<void> => {
  const table = await openTable(connection, name, columns)
  let start = 0
  let held: Array<Row> = []
  const flush = () => {
    const [from, these] = [start, held]
    table.append(from, these.length, (row, column) => these[row - from]![columns[column]!.name])
    start += these.length
    held = []
  }
  for (const row of rows) if (held.push(row) === chunkRows) flush()
  if (held.length > 0) flush()
  table.close()
}

const isListLike = (cell: object): cell is { readonly items: ReadonlyArray<unknown> } => "items" in cell

const plain = (cell: unknown): unknown => {
  if (typeof cell === "bigint") return Number(cell)
  if (typeof cell === "object" && cell !== null && isListLike(cell)) return cell.items.map(plain)
  return cell
}

/** Sets a field, which may be called "__proto__" like all columns. */
const setOwn = (record: Record<string, unknown>, name: string, value: unknown): void => {
  if (name !== "__proto__") record[name] = value
  else Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true })
}

/** Writes the rows of several Parquet files of the same columns to one, in order and without looking at any. */
export const joinTables = async (paths: ReadonlyArray<string>, target: string): Promise<void> => {
  const connection = await duckdb()
  await connection.run(
    `COPY (SELECT * FROM ${parquet(paths)}) TO ${literal(target)} (FORMAT parquet, COMPRESSION zstd)`
  )
}

/**
 * Rows of a Parquet file, or of several, in order; only the named columns where `names` is given, and of `ifThere` those that
 * there are. int64 becomes a number.
 *
 * @example
 * ```ts
 * import { readTable, writeTable } from "partita/format"
 * const columns = [{ name: "id", type: "string" }, { name: "tempo", type: "number" }] as const
 * await writeTable(columns, [{ id: "t1", tempo: 120 }], "t.parquet")
 * await readTable("t.parquet", ["tempo"]) // → [{ tempo: 120 }]
 * ```
 */
export const readTable = async (
  path: string | ReadonlyArray<string>,
  names?: ReadonlyArray<string>,
  ifThere: ReadonlyArray<string> = []
): Promise<ReadonlyArray<Row>> => {
  const connection = await duckdb()
  const others = ifThere.length === 0
    ? []
    : (await connection.runAndReadAll(`SELECT * FROM ${parquet(path)} LIMIT 0`)).columnNames()
  const all = names === undefined
    ? ["*"]
    : [...names, ...ifThere.filter((name) => others.includes(name))].map(identifier)
  const wanted = all.join(", ")
  const result = await connection.runAndReadAll(`SELECT ${wanted} FROM ${parquet(path)}`)
  const columns = result.columnNames()
  const cells = result.getColumns()
  return Array.from({ length: result.currentRowCount }, (_, row) => {
    const record: Record<string, unknown> = {}
    columns.forEach((column, i) => setOwn(record, column, plain(cells[i]![row])))
    return record
  })
}
