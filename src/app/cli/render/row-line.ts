/** One node of a live run as one line. */
import { padDisplay } from "./display-width.ts"
import { formatDuration } from "./duration.ts"
import { formatValue } from "./format-number.ts"
import { type Progress, type Row, type RunState, shownValue } from "./run-state.ts"
import { sparkline } from "./sparkline.ts"
import type { Style } from "./style.ts"

const keyLength = 7
const sparkWidth = 16

/** Counts, the value worth watching and the time left: "epoch  40/100  loss   90.5 ▇▆▅  ETA 2m06s". */
export const progressText = (progress: Progress, history: ReadonlyArray<number>, style: Style): string => {
  const total = String(progress.of)
  const count = `${progress.unit} ${String(progress.done).padStart(total.length)}/${total}`
  const shown = shownValue(progress.values)
  const spark = history.length > 1 ? ` ${style.accent(sparkline(history, sparkWidth))}` : ""
  const value = shown === undefined ? "" : `  ${shown[0]} ${formatValue(shown[1]).padStart(6)}${spark}`
  const eta = progress.leftMs === undefined || progress.done >= progress.of
    ? ""
    : `  ETA ${formatDuration(progress.leftMs)}`
  return `${count}${value}${eta}`
}

const waitingText = (row: Row, state: RunState): string => {
  const upstream = row.inputs.find((input) => {
    const status = state.rows.get(input)?.status
    return status !== undefined && status !== "cached" && status !== "done"
  })
  return upstream === undefined ? "ready" : `waiting for ${upstream}`
}

const settled = (row: Row, word: string, note: string): string =>
  `${padDisplay(word, 8)}  ${padDisplay(row.key.slice(0, keyLength), 10)}  ${note}`.trimEnd()

const aside = (row: Row, style: Style): string => row.setAside === 0 ? "" : style.active(`  ${row.setAside} set aside`)

/** The line of a row: icon, name, and what its status has to say. `nowMs` is the time since the run began. */
export const rowLine = (row: Row, state: RunState, style: Style, nowMs: number): string => {
  const name = padDisplay(row.node, state.nameWidth)
  switch (row.status) {
    case "cached":
      return `${style.good("◌")} ${name} ${settled(row, "cached", row.summary)}`
    case "done": {
      const note = [row.summary, row.isUnchanged ? "same result" : ""].filter((part) => part !== "").join(" · ")
      return `${style.good("●")} ${name} ${settled(row, formatDuration(row.durationMs), note)}${aside(row, style)}`
    }
    case "running": {
      const text = row.progress === undefined
        ? `running   ${formatDuration(Math.max(0, nowMs - row.startedAt))}`
        : progressText(row.progress, row.history, style)
      return `${style.active("◐")} ${name} ${text}${aside(row, style)}`
    }
    case "failed":
      return `${style.bad("✗")} ${name} ${style.bad("failed")} after ${formatDuration(row.durationMs)}: ${
        firstLine(row.failure?.message ?? "")
      }`
    case "held":
      return `${style.quiet("○")} ${name} ${style.quiet(`waiting for ${row.because}`)}`
    case "skipped":
      return `${style.quiet("○")} ${name} ${style.quiet(`skipped: ${row.because}`)}`
    case "waiting":
      return `${style.quiet("○")} ${name} ${style.quiet(waitingText(row, state))}`
  }
}

const firstLine = (text: string): string => text.split("\n", 1)[0]!
