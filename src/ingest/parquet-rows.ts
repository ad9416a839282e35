/** Parquet tables of others, too big to be read at once: lists in lists, a few columns, row by row. */
import type { DuckDBConnection } from "@duckdb/node-api"
import { duckdb, identifier, literal } from "../store/duckdb.ts"
import { IngestError } from "./ingest-error.ts"
import { requireColumn } from "./require-column.ts"

const unreadable = (source: string, cause: unknown): IngestError =>
  new IngestError({
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

/**
 * The rows of a Parquet file in order, one in memory at a time as far as its row groups allow.
 * Throws an IngestError when the file is damaged or lacks a column.
 */
export async function* parquetRows(
  path: string,
  wanted: WantedColumns,
  source: string
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const connection = await duckdb()
  const there = await columnsOf(connection, path).catch((cause: unknown) => {
    throw unreadable(source, cause)
  })
  for (const name of wanted.required) requireColumn(there, name, source)
  const names = [...wanted.required, ...wanted.optional.filter((name) => there.includes(name))]
  const result = await connection.stream(
    `SELECT ${names.map(identifier).join(", ")} FROM read_parquet(${literal(path)})`
  )
  for (;;) {
    const chunk = await result.fetchChunk().catch((cause: unknown) => {
      throw unreadable(source, cause)
    })
    if (chunk === null || chunk.rowCount === 0) return
    const columns = names.map((name, i) => ({ name, vector: chunk.getColumnVector(i) }))
    for (let row = 0; row < chunk.rowCount; row++) {
      yield Object.fromEntries(columns.map(({ name, vector }) => [name, plain(vector.getItem(row))]))
    }
  }
}
