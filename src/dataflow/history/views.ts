/**
 * The history as tables: what SQL may ask of it. A view is only filled when a query names it.
 *
 * Room: what past runs were and left, to be asked.
 */
import type { Column, Row } from "../../format/parquet.ts"
import type { ActionRecord } from "../store/action.ts"
import { readMarks, type RunMarks, unmarked } from "../store/marks.ts"
import { isLeft, type RunRecord } from "../store/run-record.ts"
import type { Store } from "../store/store.ts"

/** A table of the history; `rows` reads what it needs. */
export interface View {
  readonly name: string
  readonly columns: ReadonlyArray<Column>
  readonly rows: () => ReadonlyArray<Row>
}

const text = (name: string): Column => ({ name, type: "string" })
const number = (name: string): Column => ({ name, type: "number" })
const int = (name: string): Column => ({ name, type: "int" })
const flag = (name: string): Column => ({ name, type: "boolean" })

const runRow = (run: RunRecord, { notes, pinnedAt, tags }: RunMarks): Row => ({
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
  os: run.machine?.os,
  arch: run.machine?.arch,
  cpu: run.machine?.cpu,
  cores: run.machine?.cores,
  memory_bytes: run.machine?.memoryBytes,
  graphics: run.machine?.graphics.join(", ") || undefined,
  backend: run.machine?.backends.join(", ") || undefined,
  node_version: run.machine?.node,
  tags: tags.join(", ") || undefined,
  notes: notes.map((note) => note.text).join("\n") || undefined,
  is_pinned: pinnedAt !== undefined
})

const paramRows = ({ overrides = {}, params = {}, run }: RunRecord): ReadonlyArray<Row> =>
  Object.entries(params).map(([path, value]) => ({
    run,
    path,
    value: typeof value === "string" ? value : JSON.stringify(value),
    number: typeof value === "number" && Number.isFinite(value) ? value : undefined,
    is_set: Object.hasOwn(overrides, path)
  }))

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
  const reached = (): ReadonlyArray<Reached> =>
    runs().flatMap((run) =>
      Object.entries(run.steps).flatMap(([step, left]) => {
        const record = recordOf(left.key)
        return record !== undefined && isLeft(left, record) ? [{ run, step, record }] : []
      })
    )
  return [
    {
      name: "runs",
      columns: [
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
        ...["os", "arch", "cpu"].map(text),
        int("cores"),
        int("memory_bytes"),
        ...["graphics", "backend", "node_version", "tags", "notes"].map(text),
        flag("is_pinned")
      ],
      rows: () => {
        const marks = readMarks(store.files)
        return runs().map((run) => runRow(run, marks.get(run.run) ?? unmarked))
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
      rows: () => runs().flatMap(paramRows)
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
      rows: () =>
        reached().flatMap(({ record, run: { run }, step }) =>
          Object.entries(record.metrics).map(([name, { baseline, better, isHeadline, value }]) => ({
            run,
            step,
            name,
            value,
            better,
            baseline,
            is_headline: isHeadline === true
          }))
        )
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
    }
  ]
}
