/** The last words of a run: what happened, what it measured against the run before, what took long, where to look. */
import type { Metric } from "../../../dataflow/run/event.ts"
import type { Finding } from "../../../dataflow/store/action.ts"
import { alignColumns } from "./columns.ts"
import { displayWidth, padDisplay } from "./display-width.ts"
import { formatAbout, formatDuration } from "./duration.ts"
import { formatChange, formatMetric } from "./format-number.ts"
import { plural } from "./plural.ts"
import type { RunState } from "./run-state.ts"
import type { Style } from "./style.ts"
import { wrapWords } from "./wrap-words.ts"

/**
 * What the summary compares with and points at; `metrics` are the run's own, cached nodes included. `of` counts the
 * pipeline's nodes where only some were asked for.
 */
export interface SummaryContext {
  readonly metrics: Readonly<Record<string, Metric>>
  readonly previous: { readonly run: string; readonly metrics: Readonly<Record<string, Metric>> } | undefined
  readonly report: string | undefined
  /** What a reader is told first; it stands in place of metrics. */
  readonly finding?: Finding | undefined
  readonly columns: number
  readonly of?: number
}

const slowestShown = 3
const metricsShown = 6

/** A metric's name, its value, and how it stands to the run before, or else to chance. */
const metricCells = (
  name: string,
  metric: Metric,
  previous: Metric | undefined,
  style: Style
): readonly [string, string, string] => {
  const value = formatMetric(metric.value)
  if (previous === undefined) {
    const chance = metric.baseline === undefined ? "" : style.quiet(`(chance ${formatMetric(metric.baseline)})`)
    return [name, value, chance]
  }
  const change = formatChange(previous.value, metric.value)
  if (change === "=") return [name, value, style.quiet("=")]
  const isBetter = metric.value > previous.value === (metric.better === "higher")
  return [name, value, `${isBetter ? style.good("▲") : style.bad("▼")} ${change}`]
}

/** All on one line where they fit, else one a line with aligned columns. */
const metricLines = ({ columns, metrics, previous }: SummaryContext, style: Style): ReadonlyArray<string> => {
  const names = Object.keys(metrics)
  if (names.length === 0) return []
  const cells = names.slice(0, metricsShown).map((name) =>
    metricCells(name, metrics[name]!, previous?.metrics[name], style)
  )
  const notes = [
    ...(names.length > metricsShown ? [`+${names.length - metricsShown} more: pipeline metrics show`] : []),
    ...(previous === undefined ? [] : [`vs run ${previous.run.slice(0, 6)}`])
  ].map(style.quiet)
  const inLine = cells.map(([name, value, change]) => `${name} ${value}${change === "" ? "" : `  ${change}`}`)
  const line = `  ${[...inLine, ...notes].join("    ")}`
  if (displayWidth(line) <= columns) return [line]
  return [...alignColumns(cells), ...(notes.length > 0 ? [notes.join("    ")] : [])].map((each) => `  ${each}`)
}

const widest = 100

/** Sentences within the width, then rows in columns, of which the last are left out where they do not fit. */
const findingLines = ({ rows, sentences }: Finding, columns: number): ReadonlyArray<string> => {
  const width = Math.min(columns, widest) - 2
  const cells = Math.max(0, ...rows.map((row) => row.length))
  const fitting =
    Array.from({ length: cells }, (_, left) => alignColumns(rows.map((row) => row.slice(0, cells - left))))
      .find((lines) => lines.every((line) => displayWidth(line) + 2 <= columns)) ?? []
  return [...wrapWords(sentences, width), ...fitting.map((line) => `  ${line}`)].map((line) => `  ${line}`)
}

const headline = (state: RunState, of: number | undefined, style: Style): string => {
  const { at, cached, failed, outcome, ran, savedMs, skipped } = state.finished!
  const saved = savedMs >= 1000 ? `; saved about ${formatAbout(savedMs)}` : ""
  const counts = `${ran} ran, ${cached} cached`
  switch (outcome) {
    case "ok": {
      const part = of === undefined ? "" : ` ${ran + cached} of ${plural(of, "node")}`
      return `${style.good("✓")} ${style.strong(state.pipeline)}${part} up to date in ${
        formatDuration(at)
      }  (${counts}${saved})`
    }
    case "failed": {
      const rest = skipped === 0 ? "" : `, ${skipped} skipped`
      const what = `${plural(failed, "node")} failed after ${formatDuration(at)}`
      return `${style.bad("✗")} ${style.strong(state.pipeline)} ${what}  (${counts}${rest})`
    }
    case "interrupted":
      return `${style.active("!")} ${style.strong(state.pipeline)} interrupted after ${formatDuration(at)}  ` +
        `(${counts}; the same command resumes)`
  }
}

/** The summary as lines; a run with all cached gets one line only. */
export const summaryLines = (state: RunState, context: SummaryContext, style: Style): ReadonlyArray<string> => {
  if (state.finished === undefined) return []
  const lines = [headline(state, context.of, style)]
  if (state.finished.outcome !== "ok" || state.finished.ran === 0) return lines
  const label = (name: string, text: string) => `  ${style.quiet(padDisplay(name, 7))}  ${text}`
  const slowest = [...state.rows.values()].filter((row) => row.status === "done")
    .sort((a, b) => b.durationMs - a.durationMs)
    .filter((row, i) => i === 0 || (i < slowestShown && row.durationMs >= 100))
    .map((row) => `${row.node} ${formatDuration(row.durationMs)}`)
  const setAside = [...state.rows.values()].filter((row) => row.setAside > 0)
    .map((row) => `${plural(row.setAside, row.itemNoun)} by ${row.node}`)
  const { columns, finding } = context
  lines.push(...finding === undefined ? metricLines(context, style) : findingLines(finding, columns))
  lines.push(label("slowest", slowest.join(" · ")))
  if (setAside.length > 0) lines.push(label("aside", setAside.join(" · ")))
  if (context.report !== undefined) lines.push(label("report", context.report))
  return lines
}
