/**
 * Lines of the log of runs, one a run: what is known of it in columns of JSON, parsed when they are asked for. Parameters
 * stand in full in one line of a pipeline, and as differences from it in the others. Next: run-index.ts.
 */
import { isRecordedMetric, type RecordedMetric } from "./action.ts"
import { metricsByName } from "./metrics-by-name.ts"
import type { RunMetrics, RunRecord } from "./run-record.ts"
import { fieldsOf, isAnything, isText, listOf, structOf } from "./shape.ts"

/** Parameters by path. */
export type Params = NonNullable<RunRecord["params"]>

/** Parameters as they differ from those of the run whose file is called `base`, in whose line they stand in full. */
export interface Difference {
  readonly base: string
  readonly set: Params
  readonly unset: ReadonlyArray<string>
}

/** Whether a parsed column is a difference. */
export const isDifference = structOf<Difference>({ base: isText, set: fieldsOf(isAnything), unset: listOf(isText) })
/** Whether a parsed column holds parameters. */
export const isParams = fieldsOf(isAnything)
/** Whether a parsed column holds metrics by name. */
export const isNamedMetrics = fieldsOf(isRecordedMetric)

/** How parameters differ from those of a file's run. */
export const differenceFrom = (base: string, from: Params, to: Params): Difference => ({
  base,
  set: Object.fromEntries(
    Object.entries(to).filter(([path, value]) => JSON.stringify(from[path]) !== JSON.stringify(value))
  ),
  unset: Object.keys(from).filter((path) => !Object.hasOwn(to, path))
})

/** What a line holds behind the file's name, still as text but for the number of steps. */
export interface Line {
  readonly signature: string
  readonly steps: number
  readonly head: string
  /** The metrics worth showing first. */
  readonly headlines: string
  /** The parameters in full. */
  readonly params: string
  readonly difference: string
}

const columns = ["signature", "steps", "head", "headlines", "params", "difference"] as const

/** A line of the log with the name of its file; undefined for what is none. */
export const lineOf = (text: string): readonly [name: string, line: Line] | undefined => {
  const [name = "", signature = "", steps = "", head = "", headlines = "", params = "", difference] = text.split("\t")
  return difference === undefined
    ? undefined
    : [name, { signature, steps: Number(steps), head, headlines, params, difference }]
}

/** A line as it is appended. */
export const textOf = (name: string, line: Line): string =>
  `${[name, ...columns.map((column) => String(line[column]))].join("\t")}\n`

const most = 24 // headlines in a line: runs of thousands of metrics call few of them that

/** The metrics that a table of runs shows; undefined where there are too many. */
export const headlinesIn = (metrics: RunMetrics): Readonly<Record<string, RecordedMetric>> | undefined => {
  const all = Object.entries(metricsByName(Object.entries(metrics)))
  const headlines = all.filter(([, { isHeadline }]) => isHeadline === true)
  const shown = headlines.length > 0 ? headlines : all
  return shown.length > most ? undefined : Object.fromEntries(shown)
}

/** A value as a column holds it; nothing for none. */
export const json = (value: unknown): string => value === undefined ? "" : JSON.stringify(value)

/** What a column of a sealed line holds; nothing for none. */
export const parsed = (text: string): unknown => text === "" ? undefined : JSON.parse(text)
