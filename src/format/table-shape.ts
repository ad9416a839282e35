/** What Parquet files hold by their footers, without their rows. */
import { duckdb, literal, parquet } from "./duckdb.ts"

/** Rows, and columns with DuckDB's types. */
export interface TableShape {
  readonly rows: number
  readonly columns: ReadonlyArray<{ readonly name: string; readonly type: string }>
}

/** The shape of a Parquet file, or of several of the same columns together. */
export const tableShape = async (files: ReadonlyArray<string>): Promise<TableShape> => {
  const connection = await duckdb()
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${parquet(files)}`)
  const all = `[${files.map(literal).join(", ")}]`
  const counted = await connection.runAndReadAll(`SELECT sum(num_rows) FROM parquet_file_metadata(${all})`)
  return {
    rows: Number(counted.getRows()[0]?.[0] ?? 0),
    columns: described.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }))
  }
}
