/** Parquet tables of others, too big to be read at once: lists in lists, a few columns, row by row. */
import type { DuckDBConnection } from "@duckdb/node-api"
import { duckdb, identifier, literal } from "../../../format/duckdb.ts"
import { requireColumn } from "./require-column.ts"
import { UnusableInput } from "./unusable-input.ts"

const unreadable = (source: string, cause: unknown): UnusableInput =>
  new UnusableInput({
    what: `it cannot be read as Parquet (${(cause instanceof Error ? cause.message : String(cause)).split("\n")[0]})`,
    where: source,
    hint: "the file may be cut off: download it again and compare its checksum"
  })

const isListLike = (cell: object): cell is { readonly items: ReadonlyArray<unknown> } => "items" in cell

const plain = (cell: unknown): unknown => {
  if (typeof cell === "bigint") return Number(cell)
  return typeof cell === "object" && cell !== null && isListLike(cell) ? cell.items.map(plain) : cell
}

const columnsOf = async (connection: DuckDBConnection, path: string): Promise<ReadonlyArray<string>> => {
  const described = await connection.runAndReadAll(`SELECT * FROM read_parquet(${literal(path)}) LIMIT 0`)
  return described.columnNames()
}

/** Which columns to read; those that are `optional` are left out of the rows where the file has none. */
export interface WantedColumns {
  readonly required: ReadonlyArray<string>
  readonly optional: ReadonlyArray<string>
}

// DuckDB holds every list of a batch at once, 1.3 MB per spectrogram of 30 s, and reads a row group again for each batch
const batchRows = 128

const batchOf = async (connection: DuckDBConnection, path: string, names: ReadonlyArray<string>, start: number) => {
  const table = `read_parquet(${literal(path)}, file_row_number = true)`
  const range = `file_row_number BETWEEN ${start} AND ${start + batchRows - 1}`
  return connection.stream(`SELECT ${names.map(identifier).join(", ")} FROM ${table} WHERE ${range}`)
}

const countOf = async (connection: DuckDBConnection, path: string): Promise<number> => {
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM read_parquet(${literal(path)})`)
  return Number(counted.getRows()[0]![0])
}

/**
 * The rows of a Parquet file in order, a hundred or so in memory at a time.
 * Throws UnusableInput when the file is damaged or lacks a column.
 *
 * @example
 * ```ts
 * import { writeTable } from "partita/format"
 * import { parquetRows } from "partita/ingest"
 * await writeTable([{ name: "id", type: "string" }], [{ id: "t1" }, { id: "t2" }], "songs.parquet")
 * const wanted = { required: ["id"], optional: ["title"] }
 * for await (const song of parquetRows("songs.parquet", wanted, "songs")) console.log(song)
 * ```
 */
export async function* parquetRows(
  path: string,
  wanted: WantedColumns,
  source: string
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const connection = await duckdb()
  const orUnreadable = <A>(promise: Promise<A>): Promise<A> =>
    promise.catch((cause: unknown) => {
      throw unreadable(source, cause)
    })
  const there = await orUnreadable(columnsOf(connection, path))
  for (const name of wanted.required) requireColumn(there, name, source)
  const names = [...wanted.required, ...wanted.optional.filter((name) => there.includes(name))]
  const rows = await orUnreadable(countOf(connection, path))
  for (let start = 0; start < rows; start += batchRows) {
    const batch = await orUnreadable(batchOf(connection, path, names, start))
    for (;;) {
      const chunk = await orUnreadable(batch.fetchChunk())
      if (chunk === null || chunk.rowCount === 0) break
      const columns = names.map((name, i) => ({ name, vector: chunk.getColumnVector(i) }))
      for (let row = 0; row < chunk.rowCount; row++) {
        yield Object.fromEntries(columns.map(({ name, vector }) => [name, plain(vector.getItem(row))]))
      }
    }
  }
}
