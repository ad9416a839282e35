/** Makes the tables that a query names. Next: kept-view.ts, which spares most of the work where runs are many. */
import type { DuckDBConnection } from "@duckdb/node-api"
import { identifier, parquet } from "../../format/duckdb.ts"
import { streamTable } from "../../format/parquet.ts"
import type { Store } from "../store/store.ts"
import { isWorthKeeping, keepView, keptView } from "./kept-view.ts"
import type { Packed, View } from "./views.ts"

type PackedView = View & { readonly packed: Packed }

const columnsOf = ({ columns, packed }: PackedView): string =>
  JSON.stringify([columns.map(({ name, type }) => [name, type]), packed.unpack("t")])

/** Makes an empty table, for whoever asks which there are. */
export const nameView = (connection: DuckDBConnection, { columns, name }: View): Promise<void> =>
  streamTable(connection, name, columns, [])

/** Makes the table of a view. The answer is the file that it reads when it is asked, if it reads one. */
export const loadView = async (
  connection: DuckDBConnection,
  store: Store,
  view: View
): Promise<string | undefined> => {
  if ("packed" in view) return loadPacked(connection, store, view)
  await streamTable(connection, view.name, view.columns, view.rows())
  return undefined
}

const loadPacked = async (
  connection: DuckDBConnection,
  store: Store,
  view: PackedView
): Promise<string | undefined> => {
  const { name, packed } = view
  const described = { name, columns: columnsOf(view) }
  const signatures = store.runIndex.signatures()
  const kept = keptView(store.files, described, signatures)
  const all = Object.keys(signatures)
  const fresh = all.slice(Object.keys(kept?.runs ?? {}).length)
  const packs = fresh.length === 0 ? [] : store.runIndex.runs(fresh).map(packed.row)
  const added = `${name} of the latest runs`
  await streamTable(connection, `packed ${name}`, packed.columns, packs.map(({ row }) => row))
  await connection.run(`CREATE TEMP TABLE ${identifier(added)} AS ${packed.unpack(identifier(`packed ${name}`))}`)
  await connection.run(`DROP TABLE ${identifier(`packed ${name}`)}`)
  const rows = kept === undefined
    ? `SELECT * FROM ${identifier(added)}`
    : `SELECT * FROM ${parquet(kept.file)} UNION ALL SELECT * FROM ${identifier(added)}`
  if (isWorthKeeping(fresh.length, all.length) && packs.every(({ isOfRecord }) => isOfRecord)) {
    await keepView(connection, store.files, { ...described, rows }, signatures)
  }
  const told = packed.beside === undefined ? rows : await joined(connection, name, packed.beside, rows)
  await connection.run(`CREATE TEMP VIEW ${identifier(name)} AS ${told}`)
  return kept?.file
}

const joined = async (
  connection: DuckDBConnection,
  name: string,
  { columns, join, rows }: NonNullable<Packed["beside"]>,
  query: string
): Promise<string> => {
  const table = `beside ${name}`
  await streamTable(connection, table, columns, rows())
  return join(query, identifier(table))
}
