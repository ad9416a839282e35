/**
 * The history as tables: what SQL may ask of it. A view is only filled when a query names it.
 *
 * Room: what past runs were and left, to be asked.
 */
import type { Column, Row } from "../../format/parquet.ts"
import type { ActionRecord } from "../store/action.ts"
import { readMarks, type RunMarks } from "../store/marks.ts"
import { metricsTextOf } from "../store/run-index.ts"
import { isLeft, type RunMetrics, type RunRecord } from "../store/run-record.ts"
import type { Store } from "../store/store.ts"
import { itemRows } from "./item-rows.ts"

/** A table of the history: its rows, which read what they need, or how those of a run are packed. */
export type View =
  & { readonly name: string; readonly columns: ReadonlyArray<Column> }
  & ({ readonly rows: () => Iterable<Row> } | { readonly packed: Packed })

/** Rows of a run that travel as one, which is a hundred times as fast as row by row. */
export interface Packed {
  readonly columns: ReadonlyArray<Column>
  /** The packed row of a run, and whether its record alone decides it. */
  readonly row: (run: RunRecord) => { readonly row: Row; readonly isOfRecord: boolean }
  /** The query that unpacks a table of them. */
  readonly unpack: (table: string) => string
  /** What is known of runs beside their records, and how it is put to their rows. */
  readonly beside?: {
    readonly columns: ReadonlyArray<Column>
    readonly rows: () => Iterable<Row>
    readonly join: (rows: string, table: string) => string
  }
}

const text = (name: string): Column => ({ name, type: "string" })
const number = (name: string): Column => ({ name, type: "number" })
const int = (name: string): Column => ({ name, type: "int" })
const flag = (name: string): Column => ({ name, type: "boolean" })

const runRow = (run: RunRecord): Row => ({
  run: run.run,
  pipeline: run.pipeline,
  status: run.status,
  seed: run.seed,
  started: run.startedAt,
  finished: run.finishedAt,
  duration_ms: run.durationMs === undefined ? undefined : Math.round(run.durationMs),
  data: run.dataset?.name,
  data_source: run.dataset?.source,
  data_digest: run.dataset?.digest,
  commit: run.commit?.hash,
  branch: run.commit?.branch,
  is_dirty: run.commit?.isDirty,
  planned: run.counts?.planned,
  ran: run.counts?.ran,
  cached: run.counts?.cached,
  failed: run.counts?.failed,
  skipped: run.counts?.skipped,
  sweep: run.trial?.sweep,
  trial: run.trial?.trial,
  rung: run.trial?.rung,
  os: run.machine?.os,
  arch: run.machine?.arch,
  cpu: run.machine?.cpu,
  cores: run.machine?.cores,
  memory_bytes: run.machine?.memoryBytes,
  graphics: run.machine?.graphics.join(", ") || undefined,
  backend: run.machine?.backends.join(", ") || undefined,
  node_version: run.machine?.node
})

const markRow = (run: string, { notes, pinnedAt, tags }: RunMarks): Row => ({
  run,
  tags: tags.join(", ") || undefined,
  notes: notes.map((note) => note.text).join("\n") || undefined,
  is_pinned: pinnedAt !== undefined
})

const runColumns: ReadonlyArray<Column> = [
  ...["run", "pipeline", "status"].map(text),
  int("seed"),
  text("started"),
  text("finished"),
  int("duration_ms"),
  ...["data", "data_source", "data_digest", "commit", "branch"].map(text),
  flag("is_dirty"),
  ...["planned", "ran", "cached", "failed", "skipped"].map(int),
  text("sweep"),
  int("trial"),
  int("rung"),
  ...["os", "arch", "cpu"].map(text),
  int("cores"),
  int("memory_bytes"),
  ...["graphics", "backend", "node_version"].map(text)
]

const markColumns: ReadonlyArray<Column> = [...["tags", "notes"].map(text), flag("is_pinned")]

const joinMarks = (rows: string, marks: string): string =>
  `SELECT r.*, m.tags, m.notes, coalesce(m.is_pinned, false) AS is_pinned
   FROM (${rows}) r LEFT JOIN ${marks} m ON m.run = r.run`

const packedColumns = ["run", "packed", "is_set"].map(text)

/** Every entry of an object of JSON. */
const unpackParams = (table: string): string =>
  `SELECT run, e.key AS path, coalesce(e.value ->> '$', 'null') AS value,
     CASE WHEN json_type(e.value) IN ('DOUBLE', 'BIGINT', 'UBIGINT') THEN try_cast(e.value ->> '$' AS DOUBLE) END AS number,
     list_contains(is_set, e.key) AS is_set
   FROM (SELECT run, is_set::JSON::VARCHAR[] AS is_set, unnest(map_entries(packed::JSON::MAP(VARCHAR, JSON))) AS e
     FROM ${table})`

const unpackMetrics = (table: string): string =>
  `SELECT run, step, e.key AS name, (e.value ->> '$.value')::DOUBLE AS value, e.value ->> '$.better' AS better,
     (e.value ->> '$.baseline')::DOUBLE AS baseline, coalesce((e.value ->> '$.isHeadline')::BOOLEAN, false) AS is_headline
   FROM (SELECT run, s.key AS step, unnest(map_entries(s.value)) AS e
     FROM (SELECT run, unnest(map_entries(packed::JSON::MAP(VARCHAR, MAP(VARCHAR, JSON)))) AS s FROM ${table}))`

const paramRow = ({ overrides = {}, params = {}, run }: RunRecord): Row => ({
  run,
  packed: JSON.stringify(params),
  is_set: JSON.stringify(Object.keys(overrides))
})

/** The action that a run left for a step, where it still is the one it was. */
interface Reached {
  readonly run: RunRecord
  readonly step: string
  readonly record: ActionRecord
}

/** All tables but those of artifacts; `runs` gives the history, oldest first. */
export const historyViews = (store: Store, runs: () => ReadonlyArray<RunRecord>): ReadonlyArray<View> => {
  const records = new Map<string, ActionRecord | undefined>()
  const recordOf = (key: string): ActionRecord | undefined => {
    if (!records.has(key)) records.set(key, store.peek(key))
    return records.get(key)
  }
  const reachedBy = (run: RunRecord): ReadonlyArray<Reached> =>
    Object.entries(run.steps).flatMap(([step, left]) => {
      const record = recordOf(left.key)
      return record !== undefined && isLeft(left, record) ? [{ run, step, record }] : []
    })
  const reached = (): ReadonlyArray<Reached> => runs().flatMap(reachedBy)
  /** Metrics of a run that kept none, by the actions it left. */
  const metricsLeft = (run: RunRecord): RunMetrics =>
    Object.fromEntries(reachedBy(run).map(({ record, step }) => [step, record.metrics]))
  return [
    {
      name: "runs",
      columns: [...runColumns, ...markColumns],
      packed: {
        columns: runColumns,
        row: (run) => ({ row: runRow(run), isOfRecord: true }),
        unpack: (table) => `SELECT * FROM ${table}`,
        beside: {
          columns: [text("run"), ...markColumns],
          rows: () => [...readMarks(store.files)].map(([run, marks]) => markRow(run, marks)),
          join: joinMarks
        }
      }
    },
    {
      name: "tags",
      columns: [text("run"), text("tag")],
      rows: () => [...readMarks(store.files)].flatMap(([run, { tags }]) => tags.map((tag) => ({ run, tag })))
    },
    {
      name: "params",
      columns: [...["run", "path", "value"].map(text), number("number"), flag("is_set")],
      packed: {
        columns: packedColumns,
        row: (run) => ({ row: paramRow(run), isOfRecord: true }),
        unpack: unpackParams
      }
    },
    {
      name: "metrics",
      columns: [
        ...["run", "step", "name"].map(text),
        number("value"),
        text("better"),
        number("baseline"),
        flag("is_headline")
      ],
      packed: {
        columns: packedColumns,
        row: (run) => {
          const kept = metricsTextOf(run)
          const packed = kept ?? JSON.stringify(metricsLeft(run))
          return { row: { run: run.run, packed }, isOfRecord: kept !== undefined }
        },
        unpack: unpackMetrics
      }
    },
    {
      name: "traces",
      columns: [
        ...["run", "step", "key", "node", "made_by", "finished"].map(text),
        number("duration_ms"),
        text("summary")
      ],
      rows: () =>
        reached().map(({ record, run: { run }, step }) => ({
          run,
          step,
          key: record.key,
          node: record.node,
          made_by: record.run,
          finished: record.finishedAt,
          duration_ms: record.durationMs,
          summary: record.summary
        }))
    },
    {
      name: "artifacts",
      columns: [...["run", "step", "port", "kind", "digest"].map(text), int("size_bytes"), text("summary")],
      rows: () =>
        reached().flatMap(({ record, run: { run }, step }) =>
          Object.entries(record.outputs).map(([port, { digest, kind, sizeBytes, summary }]) => ({
            run,
            step,
            port,
            kind,
            digest,
            size_bytes: sizeBytes,
            summary
          }))
        )
    },
    {
      name: "items",
      columns: ["run", "pipeline", "step", "item", "status", "reason", "batch", "made_by"].map(text),
      rows: () => itemRows(store, runs())
    }
  ]
}
