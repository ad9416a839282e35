/** One run in full: how it ended, what it was asked, what it reached. */
import type { RunRecord } from "../../dataflow/store/run-record.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { machineText } from "./machine-text.ts"
import { recordedRun } from "./recorded-run.ts"
import { alignColumns } from "./render/columns.ts"
import { formatDuration } from "./render/duration.ts"
import { formatMetric } from "./render/format-number.ts"
import { section } from "./render/section.ts"
import type { Style } from "./render/style.ts"
import { askedFlags } from "./run-command.ts"
import { marksOf } from "./run-marks.ts"
import { statusLine, statusMark } from "./run-status.ts"

type Fact = readonly [name: string, text: string]

const setLines = (run: RunRecord): ReadonlyArray<Fact> => {
  const asked = askedFlags(run)
  return [["seed", String(run.seed)], ...(asked === "" ? [] : [["asked", asked] as const])]
}

/** What a run was: how it ended, on which data, as it was asked, from which commit. */
export const runFacts = (run: RunRecord): ReadonlyArray<Fact> => {
  const { commit, dataset, durationMs, finishedAt, machine } = run
  const took = durationMs === undefined ? "" : `, took ${formatDuration(durationMs)}`
  const on = commit?.branch === undefined ? "" : ` on ${commit.branch}`
  return [
    ["status", statusLine(run)],
    ...(dataset === undefined || dataset.name === ""
      ? []
      : [["data", `${dataset.name}  ${dataset.source ?? ""}`.trimEnd()] as const]),
    ["finished", `${finishedAt}${took}`],
    ...setLines(run),
    ...(commit === undefined
      ? []
      : [["commit", `${commit.hash.slice(0, 7)}${on}${commit.isDirty ? ", with changes" : ""}`] as const]),
    ...(machine === undefined ? [] : [["machine", machineText(machine)] as const])
  ]
}

/** A run as lines. */
export const runViewLines = (store: Store, run: RunRecord, style: Style): ReadonlyArray<string> => {
  const rows = Object.entries(run.steps).map(([step, { key }]) => {
    const record = store.peek(key)
    if (record === undefined) return [step, key.slice(0, 7), "collected"]
    return [step, key.slice(0, 7), formatDuration(record.durationMs), record.summary]
  })
  const metrics = Object.entries(recordedRun(store, run).metrics)
  const { notes, pinnedAt, tags } = marksOf(store, run)
  const marks = [
    ...(tags.length === 0 ? [] : [["tags", tags.join(", ")]]),
    ...(pinnedAt === undefined ? [] : [["pinned", `since ${pinnedAt.slice(0, 10)}`]])
  ]
  return [
    `${statusMark(run, style)} run ${style.strong(run.run)}  ${run.pipeline}`,
    ...alignColumns([...runFacts(run), ...marks]).map((line) => `  ${line}`),
    ...section("notes", notes.map(({ at, text }) => [at.slice(0, 10), text]), style),
    ...section("failed", Object.entries(run.failures ?? {}).map(([step, { message }]) => [step, message]), style),
    ...section("nodes", rows, style),
    ...section("metrics", metrics.map(([name, { value }]) => [name, formatMetric(value)]), style)
  ]
}
