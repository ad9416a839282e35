/** What a Parquet file holds by its footer, without its rows. */
import { duckdb, literal } from "./duckdb.ts"

/** Rows, and columns with DuckDB's types. */
export interface TableShape {
  readonly rows: number
  readonly columns: ReadonlyArray<{ readonly name: string; readonly type: string }>
}

/** The shape of a Parquet file. */
export const tableShape = async (path: string): Promise<TableShape> => {
  const connection = await duckdb()
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet(${literal(path)})`)
  const counted = await connection.runAndReadAll(`SELECT num_rows FROM parquet_file_metadata(${literal(path)})`)
  return {
    rows: Number(counted.getRows()[0]?.[0] ?? 0),
    columns: described.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }))
  }
}
