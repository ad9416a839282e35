/** One artifact: what it is, who made it, which runs hold it, and its rows, shape and numbers. */
import * as Effect from "effect/Effect"
import { holdersOf } from "../../../dataflow/history/holders.ts"
import type { OutputRecord } from "../../../dataflow/store/action.ts"
import { rowFiles } from "../../../dataflow/store/chunks.ts"
import { ObjectLost } from "../../../dataflow/store/error.ts"
import type { RunRecord } from "../../../dataflow/store/run-record.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import { freshConnection, identifier, parquet } from "../../../format/duckdb.ts"
import { readTensor } from "../../../format/npy.ts"
import type { ArtifactAnswer, ColumnFacts, Content } from "../../../page/web/ui/answers.ts"
import { formatCount, formatValue } from "../render/format-number.ts"
import { addressOf, entriesOf } from "./file-set.ts"
import type { Desk } from "./run-answer.ts"

/** What of an artifact is looked at: rows from `from`, by a column where one is named. */
export interface Window {
  readonly from: number
  readonly sort: string | undefined
  readonly isDown: boolean
}

const rowsShown = 50
const columnsShown = 60
const textShown = 200_000
const filesShown = 500
const mostBytes = 256_000_000 // of what must be read whole to be shown
const holdersShown = 50

const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return ""
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : formatValue(value)
  if (typeof value === "string") return value
  return JSON.stringify(value)
}

const factText = (value: unknown): string => {
  const text = cellText(value)
  const number = Number(text)
  if (text !== "" && Number.isFinite(number) && !Number.isInteger(number)) return formatValue(number)
  return text.replace(/^(-?\d+)\.0$/, "$1").slice(0, 60) // a whole double is a whole number in the rows too
}

const rowsOf = async (files: ReadonlyArray<string>, { from, isDown, sort }: Window): Promise<Content> => {
  const connection = await freshConnection()
  try {
    const source = parquet(files)
    const ask = async (sql: string) => (await connection.run(sql)).getRowObjectsJson()
    const summary = await ask(`SUMMARIZE SELECT * FROM ${source}`)
    const columns = summary.map((row): ColumnFacts => ({
      name: cellText(row["column_name"]),
      type: cellText(row["column_type"]).toLowerCase(),
      low: factText(row["min"]),
      high: factText(row["max"]),
      mean: factText(row["avg"]),
      distinct: factText(row["approx_unique"]),
      empty: factText(row["null_percentage"])
    }))
    const shown = columns.slice(0, columnsShown)
    const order = columns.some(({ name }) => name === sort)
      ? `ORDER BY ${identifier(sort!)} ${isDown ? "DESC" : "ASC"} NULLS LAST`
      : ""
    const names = shown.map(({ name }) => identifier(name)).join(", ")
    const rows = shown.length === 0
      ? []
      : await ask(`SELECT ${names} FROM ${source} ${order} LIMIT ${rowsShown} OFFSET ${Math.max(0, from)}`)
    const [counted] = await ask(`SELECT count(*) AS count FROM ${source}`)
    return {
      kind: "rows",
      count: Number(counted!["count"]),
      from: Math.max(0, from),
      columns,
      rows: rows.map((row) => shown.map(({ name }) => cellText(row[name])))
    }
  } finally {
    connection.closeSync()
  }
}

/** A tensor's numbers: its spread, and the first of its last axis. */
const numbersOf = (bytes: Uint8Array): Content => {
  const { data, shape } = readTensor(bytes)
  let [low, high, sum, squares, odd] = [Infinity, -Infinity, 0, 0, 0]
  for (const value of data) {
    if (!Number.isFinite(value)) {
      odd++
      continue
    }
    low = Math.min(low, value)
    high = Math.max(high, value)
    sum += value
    squares += value * value
  }
  const count = data.length - odd
  const mean = sum / count
  const width = Math.max(1, shape.at(-1) ?? 1)
  const rows = Array.from(
    { length: Math.min(rowsShown / 2, Math.ceil(data.length / width)) },
    (_, at) => Array.from(data.subarray(at * width, at * width + Math.min(width, 16)), formatValue)
  )
  return {
    kind: "numbers",
    shape,
    facts: count === 0 ? [["numbers", "none"]] : [
      ["numbers", formatCount(data.length)],
      ["smallest", formatValue(low)],
      ["largest", formatValue(high)],
      ["mean", formatValue(mean)],
      ["deviation", formatValue(Math.sqrt(Math.max(0, squares / count - mean * mean)))],
      ...(odd === 0 ? [] : [["not finite", formatCount(odd)] as const])
    ],
    rows
  }
}

const textOf = (bytes: Uint8Array): Content => {
  const text = JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), undefined, 2)
  return { kind: "text", text: text.slice(0, textShown), left: Math.max(0, text.length - textShown) }
}

const filesOf = ({ secrets, store }: Desk, digest: string): Content => {
  const entries = entriesOf(store, digest)
  return {
    kind: "files",
    count: entries.length,
    files: entries.slice(0, filesShown).map(({ path, sizeBytes }) => ({
      name: path,
      sizeBytes,
      url: addressOf(secrets, digest, path)
    }))
  }
}

const contentOf = async (desk: Desk, { digest, kind, sizeBytes }: OutputRecord, window: Window): Promise<Content> => {
  const { store } = desk
  if (sizeBytes > mostBytes && kind !== "table" && kind !== "vectors") {
    return {
      kind: "nothing",
      why: "It is too large to be shown here: pipeline query, or a program of your own, reads it."
    }
  }
  switch (kind) {
    case "table":
    case "vectors":
      return rowsOf(rowFiles(store, digest), window)
    case "tensor":
      return numbersOf(store.readObject(digest))
    case "json":
    case "view":
      return textOf(store.readObject(digest))
    case "files":
    case "figure":
    case "document":
      return filesOf(desk, digest)
    default:
      return { kind: "nothing", why: `A ${kind} has no rows to show.` }
  }
}

/** An artifact of a run by "step.port"; undefined where the run has none of that name. */
export const artifactAnswer = (
  desk: Desk,
  run: RunRecord,
  { name, window }: { readonly name: string; readonly window: Window }
) =>
  Effect.promise(async (): Promise<ArtifactAnswer | undefined> => {
    const { store } = desk
    const at = name.lastIndexOf(".")
    const [step, port] = [name.slice(0, at), name.slice(at + 1)]
    const left = Object.hasOwn(run.steps, step) ? run.steps[step] : undefined
    const digest = left !== undefined && Object.hasOwn(left.outputs, port) ? left.outputs[port] : undefined
    if (left === undefined || digest === undefined) return undefined
    const record = store.peek(left.key)
    const output = record?.outputs[port]
    const content = output === undefined || output.digest !== digest
      ? Promise.resolve<Content>({ kind: "nothing", why: "Its record was collected: pipeline run makes it again." })
      : contentOf(desk, output, window).catch((error: unknown): Content => {
        if (error instanceof ObjectLost) {
          return { kind: "nothing", why: `${error.message} pipeline run makes it again.` }
        }
        throw error
      })
    return {
      step,
      port,
      run: run.run,
      kind: output?.kind ?? "?",
      digest,
      sizeBytes: output?.sizeBytes ?? 0,
      summary: output?.summary ?? "",
      madeBy: record?.node ?? "",
      madeIn: record?.run ?? "",
      finished: record?.finishedAt ?? "",
      holders: holders(store, digest),
      content: await content
    }
  })

const holders = (store: Store, digest: string): ArtifactAnswer["holders"] =>
  holdersOf(store, store.runs(), digest).slice(0, holdersShown).map((holder) => ({
    run: holder.run.run,
    pipeline: holder.run.pipeline,
    name: holder._tag === "Output" ? `${holder.step}.${holder.port}` : `${holder.step} reads it`
  }))
