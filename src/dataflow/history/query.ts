/**
 * SQL over the history, by DuckDB in memory: views runs, tags, params, metrics, traces, artifacts and items, and every table and set
 * of vectors as `<pipeline>."<step>.<port>"`, of its latest whole run, or with the first six digits of a run, or a tag, in the
 * pipeline's place. Only what a query names is read; then files and settings are shut off, and one statement that reads is carried out.
 */
import type { DuckDBConnection, DuckDBDataChunk, DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { identifier, literal, parquet, startDuckdb } from "../../format/duckdb.ts"
import type { OutputRecord } from "../store/action.ts"
import { rowFiles } from "../store/chunks.ts"
import { ObjectLost } from "../store/error.ts"
import { readMarks } from "../store/marks.ts"
import { isWholeRun, type RunRecord } from "../store/run-record.ts"
import type { Store } from "../store/store.ts"
import { loadView, nameView } from "./load-view.ts"
import { historyViews } from "./views.ts"

/** A query that cannot be carried out: what DuckDB says of it, or what it is. */
export class QueryRefused extends Schema.TaggedError<QueryRefused>()("QueryRefused", { problem: Schema.String }) {
  readonly hint = "pipeline query \"show tables\"   lists what there is; one statement that reads is carried out"
  override get message() {
    return this.problem
  }
}

/** A cell of an answer. */
export type Cell = string | number | boolean | null | ReadonlyArray<Cell> | { readonly [name: string]: Cell }

/** What a query answers: named columns with DuckDB's types, and rows of plain values. */
export interface Answer {
  readonly columns: ReadonlyArray<{ readonly name: string; readonly type: string }>
  readonly rows: ReadonlyArray<ReadonlyArray<Cell>>
  readonly chunks: ReadonlyArray<DuckDBDataChunk>
}

const mentions = (sql: string, name: string): boolean => sql.toLowerCase().includes(name.toLowerCase())

const isTabular = ({ kind }: OutputRecord): boolean => kind === "table" || kind === "vectors"

interface ArtifactTable {
  readonly schema: string
  readonly name: string
  readonly output: OutputRecord
}

/** The latest run of each tag. */
const taggedRuns = (store: Store, runs: ReadonlyArray<RunRecord>) => {
  const marks = readMarks(store.files)
  const latest = new Map(runs.flatMap((run) => (marks.get(run.run)?.tags ?? []).map((tag) => [tag, run] as const)))
  return [...latest].map(([schema, run]) => ({ schema, run }))
}

/** Tables of artifacts that a query may mean: of runs it names, and of the latest whole run of each pipeline it names. */
const artifactTables = (store: Store, runs: ReadonlyArray<RunRecord>, sql: string): ReadonlyArray<ArtifactTable> => {
  const latest = new Map<string, RunRecord>()
  for (const run of runs) if (isWholeRun(run)) latest.set(run.pipeline, run)
  const meant = [
    ...[...latest].filter(([pipeline]) => mentions(sql, pipeline)).map(([schema, run]) => ({ schema, run })),
    ...runs.filter(({ run }) => mentions(sql, run.slice(0, 6))).map((run) => ({ schema: run.run.slice(0, 6), run })),
    ...taggedRuns(store, runs).filter(({ schema }) => mentions(sql, schema) && !latest.has(schema))
  ]
  return meant.flatMap(({ run, schema }) =>
    Object.entries(run.steps).flatMap(([step, { key }]) =>
      Object.entries(store.peek(key)?.outputs ?? {}).flatMap(([port, output]) => {
        const name = `${step}.${port}`
        return isTabular(output) && mentions(sql, name) ? [{ schema, name, output }] : []
      })
    )
  )
}

/** Makes the tables that a query names; answers with the files that they are read from as it is carried out. */
const loadNamed = async (
  connection: DuckDBConnection,
  store: Store,
  sql: string
): Promise<ReadonlyArray<string>> => {
  let known: ReadonlyArray<RunRecord> | undefined
  const runs = () => known ??= store.runs()
  const asksForNames = /\b(?:show|describe|information_schema|duckdb_)/i.test(sql)
  const files: Array<string> = []
  for (const view of historyViews(store, runs)) {
    if (!mentions(sql, view.name)) {
      if (asksForNames) await nameView(connection, view)
      continue
    }
    const file = await loadView(connection, store, view)
    if (file !== undefined) files.push(file)
  }
  if (!sql.includes("\"")) return files // a table of an artifact has a dot in its name
  for (const { name, output, schema } of artifactTables(store, runs(), sql)) {
    const source = parquet(rowFiles(store, output.digest))
    await connection.run(`CREATE SCHEMA IF NOT EXISTS ${identifier(schema)}`)
    await connection.run(`CREATE TABLE ${identifier(schema)}.${identifier(name)} AS SELECT * FROM ${source}`)
  }
  return files
}

/** Settings that leave a query these files and no others. */
const shutOff = (files: ReadonlyArray<string>): ReadonlyArray<string> => [
  `SET allowed_paths = [${files.map(literal).join(", ")}]`,
  "SET enable_external_access = false",
  "SET lock_configuration = true"
]

/** A value as plain JSON has it: integers beyond doubles, times and the like as DuckDB spells them. */
const plain = (value: DuckDBValue): Cell => {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (typeof value !== "object" || value === null) return value
  if ("toDouble" in value) return value.toDouble()
  if ("items" in value) return value.items.map(plain)
  if ("entries" in value && !Array.isArray(value.entries)) {
    return Object.fromEntries(Object.entries(value.entries).map(([name, each]) => [name, plain(each)]))
  }
  return value.toString()
}

/**
 * The answer to one SQL statement that reads. Rejects with QueryRefused for any other, and for one that fails.
 *
 * @example
 * ```ts
 * const { rows } = await queryHistory(store, "select pipeline, count(*) from runs group by all")
 * ```
 */
export const queryHistory = async (store: Store, sql: string): Promise<Answer> => {
  const connection = await (await startDuckdb()).connect()
  try {
    const files = await loadNamed(connection, store, sql)
    for (const setting of shutOff(files)) await connection.run(setting)
    return await carryOut(connection, sql)
  } finally {
    connection.closeSync()
  }
}

/** Names that tell columns apart, as objects and files must: a second "run" is "run_1". DuckDB does not tell "Run" from "run". */
const distinct = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const taken = new Set(names.map((name) => name.toLowerCase()))
  return names.map((name, at) => {
    if (!names.slice(0, at).some((before) => before.toLowerCase() === name.toLowerCase())) return name
    for (let i = 1;; i++) {
      const other = `${name}_${i}`
      if (taken.has(other.toLowerCase())) continue
      taken.add(other.toLowerCase())
      return other
    }
  })
}

const onlyRead = (): QueryRefused =>
  new QueryRefused({ problem: "The history may only be read: a statement that changes something is refused." })

/** What DuckDB says of changing what is no table. */
const ofView = /^Binder Error: Can only (?:delete|update|merge)|^Catalog Error: .* is not an? table/
const ofNothing = "Error in native callback" // what DuckDB says where a text holds no statement

const carryOut = async (connection: DuckDBConnection, sql: string): Promise<Answer> => {
  const { StatementType } = await import("@duckdb/node-api")
  const reading: ReadonlyArray<number> = [StatementType.SELECT, StatementType.EXPLAIN]
  try {
    const statements = await connection.extractStatements(sql)
    if (statements.count !== 1) {
      throw new QueryRefused({ problem: `One statement is carried out, not ${statements.count}.` })
    }
    const prepared = await statements.prepare(0)
    if (!reading.includes(prepared.statementType)) {
      throw onlyRead()
    }
    const result = await prepared.run()
    const chunks = await result.fetchAllChunks()
    const types = result.columnTypes()
    return {
      columns: distinct(result.columnNames()).map((name, i) => ({ name, type: String(types[i]) })),
      rows: chunks.flatMap((chunk) => chunk.getRows()).map((row) => row.map(plain)),
      chunks
    }
  } catch (cause) {
    if (cause instanceof QueryRefused) throw cause
    const said = cause instanceof Error ? cause.message : String(cause)
    if (ofView.test(said)) throw onlyRead()
    if (said === ofNothing) throw new QueryRefused({ problem: "There is no statement to carry out." })
    throw new QueryRefused({ problem: said.replaceAll(/\n+/g, "\n   ") })
  }
}

/** The same as an effect, which fails with QueryRefused, and with ObjectLost where a table that is asked for is damaged. */
export const askHistory = (store: Store, sql: string) =>
  Effect.tryPromise({
    try: () => queryHistory(store, sql),
    catch: (cause) => {
      if (cause instanceof QueryRefused || cause instanceof ObjectLost) return cause
      throw cause
    }
  })
