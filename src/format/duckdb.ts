/** DuckDB in memory: one instance per thread, no file, no network, no extensions. */
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api"
import { tmpdir } from "node:os"
import { join } from "node:path"

let instance: Promise<DuckDBInstance> | undefined
let connection: Promise<DuckDBConnection> | undefined

/** An instance of its own, for what is shut off from files later. */
export const startDuckdb = async (): Promise<DuckDBInstance> => {
  const { DuckDBInstance } = await import("@duckdb/node-api")
  return DuckDBInstance.create(":memory:", {
    threads: "1", // a parallel scan may hand rows on in any order
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    preserve_insertion_order: "true",
    temp_directory: join(tmpdir(), `partita-duckdb-${crypto.randomUUID()}`)
  })
}

/** A connection of one's own to this thread's instance, for a result that is streamed; close it when done. */
export const freshConnection = async (): Promise<DuckDBConnection> => (await (instance ??= startDuckdb())).connect()

/** This thread's connection, opened when first asked for. */
export const duckdb = (): Promise<DuckDBConnection> => connection ??= freshConnection()

/** A text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A name as an SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll("\"", "\"\"")}"`

/**
 * One Parquet file, or several whose rows follow each other, as what SQL reads from; folders called "x=1" add no columns.
 */
export const parquet = (files: string | ReadonlyArray<string>): string =>
  `read_parquet(${
    typeof files === "string" ? literal(files) : `[${files.map(literal).join(", ")}]`
  }, hive_partitioning = false)`
