/** The history as a table: what fits the terminal, or every column in full. */
import * as DateTime from "effect/DateTime"
import type { RunMarks } from "../../dataflow/store/marks.ts"
import { headlinesOf, reachedCount } from "../../dataflow/store/run-index.ts"
import type { RunRecord } from "../../dataflow/store/run-record.ts"
import type { Store } from "../../dataflow/store/store.ts"
import type { dataLabels } from "./data-labels.ts"
import { recordedRun } from "./recorded-run.ts"
import { alignColumns } from "./render/columns.ts"
import { displayWidth, truncateDisplay } from "./render/display-width.ts"
import { formatAge, formatDuration } from "./render/duration.ts"
import { formatMetric } from "./render/format-number.ts"
import type { Style } from "./render/style.ts"
import type { RunFields } from "./run-fields.ts"
import type { allMarks } from "./run-marks.ts"
import { statusLine, statusMark, statusNote } from "./run-status.ts"

/** How to lay the table out. `nowMs`: milliseconds since the epoch; `isOnePipeline` where that was asked for. */
export interface RunsTable {
  readonly isOnePipeline: boolean
  readonly columns: number
  readonly nowMs: number
  readonly style: Style
  /** What a data set is called. */
  readonly labelOf: ReturnType<typeof dataLabels>
  readonly marks: ReturnType<typeof allMarks>
}

const longestName = 14
const gap = "  "

/** Nodes that are up to date, of all: "4/20". */
const nodesOf = (run: RunRecord): string => `${reachedCount(run)}/${run.counts?.planned ?? "?"}`

/** What to call each run's data. */
const dataOf = (runs: ReadonlyArray<RunRecord>, { labelOf }: RunsTable): ReadonlyArray<string> =>
  runs.map(({ dataset }) => dataset === undefined || dataset.name === "" ? "–" : labelOf(dataset))

const tookOf = ({ durationMs }: RunRecord): string => durationMs === undefined ? "" : formatDuration(durationMs)

const setOf = ({ overrides = {}, seed }: RunRecord, usualSeed: number): ReadonlyArray<string> => [
  ...(seed === usualSeed ? [] : [`seed ${seed}`]),
  ...Object.entries(overrides).map(([path, value]) => `${path}=${value}`)
]

/** What its nodes call headlines, else all; what stands in brackets is left to `metrics show` where names do without. */
const scoresOf = (store: Store, run: RunRecord): ReadonlyArray<string> => {
  const all = Object.entries(headlinesOf(run) ?? recordedRun(store, run).metrics)
  const headlines = all.filter(([, { isHeadline }]) => isHeadline === true)
  const shown = headlines.length > 0 ? headlines : all
  const short = shown.map(([name]) => name.replace(/ \([^)]*\)$/, ""))
  const isPlain = new Set(short).size === short.length
  return shown.map(([name, { value }], i) => `${isPlain ? short[i] : name} ${formatMetric(value)}`)
}

/** As short as it is told apart from 0. */
const formatNumber = (value: number): string => Math.abs(value) < 0.001 ? String(value) : formatMetric(value)

/** As many parts as fit, the first cut to do so; what does not fit is left to `--wide`. */
const fitted = (parts: ReadonlyArray<string>, width: number): string => {
  let line = ""
  for (const part of parts) {
    const longer = line === "" ? part : `${line}${gap}${part}`
    if (displayWidth(longer) > width) return line === "" ? truncateDisplay(part, width) : line
    line = longer
  }
  return line
}

const padStart = (cells: ReadonlyArray<string>): ReadonlyArray<string> => {
  const width = Math.max(...cells.map(displayWidth))
  return cells.map((cell) => " ".repeat(width - displayWidth(cell)) + cell)
}

const shortColumns = (
  runs: ReadonlyArray<RunRecord>,
  table: RunsTable
): ReadonlyArray<ReadonlyArray<string>> => {
  const { isOnePipeline, nowMs, style } = table
  const age = ({ finishedAt }: RunRecord) => formatAge(nowMs - DateTime.makeUnsafe(finishedAt).epochMilliseconds)
  const name = (run: RunRecord) => truncateDisplay(run.pipeline, longestName)
  return [
    ["  run", ...runs.map((run) => `${statusMark(run, style)} ${run.run.slice(0, 6)}`)],
    ...(isOnePipeline ? [] : [["pipeline", ...runs.map(name)]]),
    ["data", ...dataOf(runs, table).map((label) => truncateDisplay(label, longestName))],
    padStart(["age", ...runs.map(age)]),
    padStart(["took", ...runs.map(tookOf)]),
    padStart(["nodes", ...runs.map(nodesOf)])
  ]
}

/** Tags, and that a run is pinned: "#best #paper pinned". */
const markedAs = ({ pinnedAt, tags }: RunMarks): string =>
  [...tags.map((tag) => `#${tag}`), ...(pinnedAt === undefined ? [] : ["pinned"])].join(" ")

/** What tells a run from those beside it: its marks, how it failed, what was set, what it scored. */
const tellingOf = (
  store: Store,
  run: RunRecord,
  usualSeed: number,
  { marks, style }: RunsTable
): ReadonlyArray<string> => {
  const note = statusNote(run)
  const set = setOf(run, usualSeed).map(style.accent)
  const marked = markedAs(marks(run))
  return [
    ...(marked === "" ? [] : [style.strong(marked)]),
    ...(note === "" ? [] : [run.status === "failed" ? style.bad(note) : note]),
    ...set,
    ...scoresOf(store, run)
  ]
}

/** The seed most runs of a pipeline had, which goes without saying. */
const usualSeeds = (runs: ReadonlyArray<RunRecord>): ReadonlyMap<string, number> =>
  new Map(
    [...Map.groupBy(runs, ({ pipeline }) => pipeline)].map(([pipeline, own]) => {
      const bySeed = [...Map.groupBy(own, ({ seed }) => seed)].sort(([, a], [, b]) => b.length - a.length)
      return [pipeline, bySeed[0]![0]]
    })
  )

/** Lines no wider than the terminal, in the order given. */
export const runsLines = (
  store: Store,
  runs: ReadonlyArray<RunRecord>,
  table: RunsTable
): ReadonlyArray<string> => {
  const { columns, style } = table
  const seeds = usualSeeds(runs)
  const shown = shortColumns(runs, table)
  const lines = alignColumns(shown[0]!.map((_, row) => shown.map((cells) => cells[row]!)))
  const width = Math.max(...lines.map(displayWidth))
  const room = columns - width - gap.length
  return lines.map((line, i) => {
    const run = runs[i - 1]
    if (run === undefined) return style.quiet(line)
    const telling = fitted(tellingOf(store, run, seeds.get(run.pipeline)!, table), room)
    return `${line}${" ".repeat(width - displayWidth(line))}${gap}${telling}`.trimEnd()
  })
}

/** Every column in full, however wide. */
export const wideRunsLines = (
  store: Store,
  runs: ReadonlyArray<RunRecord>,
  table: RunsTable
): ReadonlyArray<string> => {
  const { style } = table
  const header = [
    "  run",
    "pipeline",
    "data",
    "finished",
    "took",
    "nodes",
    "seed",
    "commit",
    "status",
    "marks",
    "set",
    "scores"
  ]
  const labels = dataOf(runs, table)
  const rows = runs.map((run, i) => [
    `${statusMark(run, style)} ${run.run}`,
    run.pipeline,
    labels[i]!,
    run.finishedAt.slice(0, 16).replace("T", " "),
    tookOf(run),
    nodesOf(run),
    String(run.seed),
    run.commit === undefined ? "–" : `${run.commit.hash.slice(0, 7)}${run.commit.isDirty ? "+" : ""}`,
    statusLine(run),
    markedAs(table.marks(run)) || "–",
    Object.entries(run.overrides ?? {}).map(([path, value]) => `${path}=${value}`).join(" ") || "–",
    scoresOf(store, run).join(gap)
  ])
  return alignColumns([header, ...rows], 1).map((line, i) => i === 0 ? style.quiet(line) : line)
}

/** Names asked for, as columns beside the runs that have them. */
export const fieldsTable = (
  runs: ReadonlyArray<RunRecord>,
  names: ReadonlyArray<string>,
  { valueOf }: RunFields
): ReadonlyArray<ReadonlyArray<string>> => [
  ["run", ...names],
  ...runs.map((run) => [
    run.run.slice(0, 6),
    ...names.map((name) => {
      const value = valueOf(run, name)
      return value === undefined
        ? "–"
        : typeof value === "number" && !Number.isInteger(value)
        ? formatNumber(value)
        : Object.is(value, -0)
        ? "-0"
        : String(value)
    })
  ])
]
