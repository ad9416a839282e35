/** DuckDB in memory: one instance per thread, no file, no network, no extensions. */
import type { DuckDBConnection } from "@duckdb/node-api"
import { tmpdir } from "node:os"
import { join } from "node:path"

let connection: Promise<DuckDBConnection> | undefined

const connect = async (): Promise<DuckDBConnection> => {
  const { DuckDBInstance } = await import("@duckdb/node-api")
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "1", // a parallel scan may hand rows on in any order
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    preserve_insertion_order: "true",
    temp_directory: join(tmpdir(), `partita-duckdb-${crypto.randomUUID()}`)
  })
  return instance.connect()
}

/** This thread's connection, opened when first asked for. */
export const duckdb = (): Promise<DuckDBConnection> => connection ??= connect()

/** A text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A name as an SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll("\"", "\"\"")}"`
