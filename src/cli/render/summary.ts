/** The last words of a run: what happened, what it measured against the run before, what took long, where to look. */
import type { Metric } from "../../engine/event.ts"
import { displayWidth, padDisplay } from "./display-width.ts"
import { formatAbout, formatDuration } from "./duration.ts"
import { formatChange, formatMetric } from "./format-number.ts"
import { plural } from "./plural.ts"
import type { RunState } from "./run-state.ts"
import type { Style } from "./style.ts"

/** What the summary compares with and points at; `metrics` are the run's own, cached nodes included. */
export interface SummaryContext {
  readonly metrics: Readonly<Record<string, Metric>>
  readonly previous: { readonly run: string; readonly metrics: Readonly<Record<string, Metric>> } | undefined
  readonly report: string | undefined
  readonly columns: number
}

const slowestShown = 3
const metricsShown = 6

const comparison = (name: string, metric: Metric, previous: Metric | undefined, style: Style): string => {
  const value = `${name} ${formatMetric(metric.value)}`
  if (previous === undefined) {
    return metric.baseline === undefined
      ? value
      : `${value} ${style.quiet(`(chance ${formatMetric(metric.baseline)})`)}`
  }
  const change = formatChange(previous.value, metric.value)
  if (change === "=") return `${value}  ${style.quiet("=")}`
  const isBetter = metric.value > previous.value === (metric.better === "higher")
  return `${value}  ${isBetter ? style.good("▲") : style.bad("▼")} ${change}`
}

const metricLines = (context: SummaryContext, style: Style): ReadonlyArray<string> => {
  const names = Object.keys(context.metrics)
  const cells = names.slice(0, metricsShown).map((name) =>
    comparison(name, context.metrics[name]!, context.previous?.metrics[name], style)
  )
  if (names.length > metricsShown) {
    cells.push(style.quiet(`+${names.length - metricsShown} more: pipeline metrics show`))
  }
  if (cells.length > 0 && context.previous !== undefined) {
    cells.push(style.quiet(`vs run ${context.previous.run.slice(0, 6)}`))
  }
  const lines: Array<string> = []
  let line = ""
  for (const cell of cells) {
    const next = line === "" ? `  ${cell}` : `${line}    ${cell}`
    if (line !== "" && displayWidth(next) > context.columns) {
      lines.push(line)
      line = `  ${cell}`
    } else line = next
  }
  return line === "" ? lines : [...lines, line]
}

const headline = (state: RunState, style: Style): string => {
  const { at, cached, failed, outcome, ran, savedMs, skipped } = state.finished!
  const saved = savedMs >= 1000 ? `; saved about ${formatAbout(savedMs)}` : ""
  const counts = `${ran} ran, ${cached} cached`
  switch (outcome) {
    case "ok":
      return `${style.good("✓")} ${style.strong(state.pipeline)} up to date in ${
        formatDuration(at)
      }  (${counts}${saved})`
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
  const lines = [headline(state, style)]
  if (state.finished.outcome !== "ok" || state.finished.ran === 0) return lines
  const label = (name: string, text: string) => `  ${style.quiet(padDisplay(name, 7))}  ${text}`
  const slowest = [...state.rows.values()].filter((row) => row.status === "done")
    .sort((a, b) => b.durationMs - a.durationMs)
    .filter((row, i) => i === 0 || (i < slowestShown && row.durationMs >= 100))
    .map((row) => `${row.node} ${formatDuration(row.durationMs)}`)
  const setAside = [...state.rows.values()].filter((row) => row.setAside > 0)
    .map((row) => `${plural(row.setAside, "track")} by ${row.node}`)
  lines.push(...metricLines(context, style), label("slowest", slowest.join(" · ")))
  if (setAside.length > 0) lines.push(label("aside", setAside.join(" · ")))
  if (context.report !== undefined) lines.push(label("report", context.report))
  return lines
}
