/**
 * The live view: a block of rows redrawn in place, at most ten times a second and inside a synchronised update, so that
 * it never flickers. Nothing is drawn before the first node really runs: a run with all cached leaves no trace.
 */
import type { RunEvent } from "../../../dataflow/run/event.ts"
import { truncateDisplay } from "./display-width.ts"
import { formatDuration } from "./duration.ts"
import { runHeader } from "./header.ts"
import type { Renderer, Sink } from "./renderer.ts"
import { rowLine } from "./row-line.ts"
import { applyEvent, makeRunState, type Row, type RunState } from "./run-state.ts"
import type { Style } from "./style.ts"
import { printed } from "./terminal-text.ts"
import type { Ticker } from "./ticker.ts"
import { warningLines } from "./warning-lines.ts"

/** What the live view needs to know of its surroundings. */
export interface TtyOptions {
  readonly style: Style
  readonly ticker: Ticker
}

const frameMs = 100
const clockMs = 1000 // the elapsed time ticks while nothing else happens
const beginUpdate = "\u001b[?2026h"
const endUpdate = "\u001b[?2026l"
const hideCursor = "\u001b[?25l"
const showCursor = "\u001b[?25h"
const clearLine = "\u001b[2K"
const clearBelow = "\u001b[J"

const importance: Readonly<Record<Row["status"], number>> = {
  running: 0,
  failed: 1,
  held: 2,
  done: 3,
  waiting: 4,
  skipped: 5,
  cached: 6
}

/** Rows that fit: what runs and what failed first, in the pipeline's order. */
const visibleRows = (state: RunState, room: number): ReadonlyArray<Row> => {
  const rows = [...state.rows.values()]
  if (rows.length <= room) return rows
  const ranked = rows.map((row, i) => ({ row, i }))
    .sort((a, b) => importance[a.row.status] - importance[b.row.status] || a.i - b.i)
  const kept = new Set(ranked.slice(0, Math.max(0, room - 1)).map(({ row }) => row))
  return rows.filter((row) => kept.has(row))
}

const hiddenText = (state: RunState, shown: ReadonlyArray<Row>): string => {
  const counts = new Map<Row["status"], number>()
  const visible = new Set(shown)
  for (const row of state.rows.values()) {
    if (!visible.has(row)) counts.set(row.status, (counts.get(row.status) ?? 0) + 1)
  }
  const hidden = state.rows.size - shown.length
  return `  … ${hidden} more: ${[...counts].map(([status, count]) => `${count} ${status}`).join(", ")}`
}

const frameLines = (state: RunState, out: Sink, style: Style, nowMs: number): ReadonlyArray<string> => {
  const columns = out.columns || 80 // a terminal without a size says 0
  const room = (out.rows || 24) - 4 // header, blank line, rule, and the line the cursor rests on
  const shown = visibleRows(state, room)
  const elapsed = ` ${formatDuration(nowMs)}`
  const rule = "─".repeat(Math.max(0, Math.min(columns, 78) - elapsed.length))
  return [
    runHeader(state, style),
    "",
    ...shown.map((row) => rowLine(row, state, style, nowMs)),
    ...(shown.length < state.rows.size ? [style.quiet(hiddenText(state, shown))] : []),
    `${style.quiet(rule)}${elapsed}`
  ].map((line) => truncateDisplay(line, columns))
}

/** A renderer that redraws in place on a terminal. */
export const makeTtyRenderer = (out: Sink, { style, ticker }: TtyOptions): Renderer => {
  const state = makeRunState()
  let beganAt = ticker.now()
  let isLive = false
  let isClosed = false
  let drawnLines = 0
  let lastFrameAt = Number.NEGATIVE_INFINITY
  let cancelPending: (() => void) | undefined

  const draw = () => {
    cancelPending?.()
    const lines = frameLines(state, out, style, ticker.now() - beganAt)
    const back = drawnLines === 0 ? hideCursor : `\u001b[${drawnLines}A\r`
    const body = lines.map((line) => `${clearLine}${printed(line)}\n`).join("")
    out.write(`${beginUpdate}${back}${body}${clearBelow}${endUpdate}`)
    drawnLines = lines.length
    lastFrameAt = ticker.now()
    cancelPending = ticker.after(clockMs, draw)
  }

  const drawSoon = () => {
    const waitMs = lastFrameAt + frameMs - ticker.now()
    if (waitMs <= 0) return draw()
    cancelPending?.()
    cancelPending = ticker.after(waitMs, draw)
  }

  const close = () => {
    if (isClosed) return
    isClosed = true
    if (!isLive) return
    draw()
    cancelPending?.()
    out.write(warningLines(state, style).map((line) => `${printed(line)}\n`).join(""))
    out.write(showCursor)
  }

  const onEvent = (event: RunEvent) => {
    if (isClosed) return
    applyEvent(state, event)
    if (event._tag === "RunStarted") beganAt = ticker.now() - event.at
    if (event._tag === "NodeStarted" || event._tag === "NodeFailed") isLive = true
    if (isLive) drawSoon()
  }

  return { onEvent, close }
}
