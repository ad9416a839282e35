/** A sweep as it goes: a line for every trial that ended and, on a terminal, one below them for those that run. */
import type { SweepEvent, Trial } from "../../../dataflow/sweep/sweep.ts"
import { visibleJson } from "../../../format/visible.ts"
import { truncateDisplay } from "./display-width.ts"
import { formatDuration } from "./duration.ts"
import { estimateLeft, type Sample } from "./eta.ts"
import { formatMetric } from "./format-number.ts"
import type { Sink } from "./renderer.ts"
import { applyEvent, makeRunState, type RunState } from "./run-state.ts"
import type { Style } from "./style.ts"
import { printed } from "./terminal-text.ts"
import type { Ticker } from "./ticker.ts"

/** Shows a sweep and keeps what became of each trial; `close` leaves the terminal as it was found. */
export interface SweepView {
  readonly onEvent: (event: SweepEvent) => void
  /** Trials that failed, in order. */
  readonly failed: () => ReadonlyArray<RunState>
  readonly close: () => void
}

/** What the view needs to know; `shown` picks the metric that stands beside a trial. */
export interface SweepViewOptions {
  readonly progress: "tty" | "plain" | "json" | "none"
  readonly style: Style
  readonly ticker: Ticker
  readonly shown: (trial: Trial) => readonly [name: string, value: number] | undefined
}

const clear = "\r\u001b[2K"

const setText = ({ rung, seed, set }: Pick<Trial, "rung" | "seed" | "set">): string =>
  [
    ...Object.entries(set).map(([path, value]) => `${path}=${value}`),
    ...(rung === undefined ? [] : [`${rung.path}=${rung.resource}`]),
    `seed ${seed}`,
    ...(rung === undefined ? [] : [`rung ${rung.rung}/${rung.of}`])
  ].join("  ")

/** A view on `out`, which is stderr. */
export const makeSweepView = (out: Sink, { progress, shown, style, ticker }: SweepViewOptions): SweepView => {
  const states = new Map<number, RunState>()
  const failed = new Map<number, RunState>()
  const startedAt = new Map<number, number>()
  const samples: Array<Sample> = []
  let of: number | undefined
  let ended = 0
  let isDrawn = false
  let onRungs = false

  const columns = () => out.columns || 80
  const erase = () => {
    if (isDrawn) out.write(clear)
    isDrawn = false
  }
  const draw = () => {
    if (progress !== "tty") return
    const left = of === undefined || onRungs ? undefined : estimateLeft(samples, of)
    const eta = left === undefined ? "" : `  ETA ${formatDuration(left)}`
    const done = onRungs ? `${ended} rungs of ${of ?? "?"} trials` : `${ended}/${of ?? "?"} trials`
    const line = `${done}, ${states.size} running${eta}`
    out.write(`${clear}${printed(style.quiet(truncateDisplay(line, columns() - 1)))}`)
    isDrawn = true
  }
  const say = (line: string) => {
    erase()
    out.write(`${printed(progress === "tty" ? truncateDisplay(line, columns()) : line)}\n`)
  }
  const endedLine = (ended: Trial, tookMs: number): string => {
    const { outcome, ran, trial } = ended
    const mark = outcome === "failed" ? style.bad("✗") : ran === 0 ? style.quiet("◌") : style.good("●")
    const number = `${trial}/${of ?? "?"}`.padStart(2 * String(of ?? trial).length + 1)
    const how = outcome === "failed" ? style.bad("failed") : ran === 0 ? "cached" : formatDuration(tookMs)
    return `${mark} ${number}  ${setText(ended)}  ${how}`
  }
  const json = (event: SweepEvent) => {
    const line = event._tag === "TrialStarted"
      ? { ...event, _tag: undefined, event: "trial-started" }
      : event._tag === "TrialEnded"
      ? { event: "trial-ended", ...event.trial }
      : { trial: event.trial, ...event.event, _tag: undefined, event: event.event._tag }
    out.write(`${visibleJson(line)}\n`)
  }
  const onEvent = (event: SweepEvent) => {
    if (progress === "json") json(event)
    switch (event._tag) {
      case "TrialStarted":
        of = event.of
        onRungs = event.rung !== undefined
        states.set(event.trial, makeRunState())
        startedAt.set(event.trial, ticker.now())
        return draw()
      case "TrialEvent":
        return applyEvent(states.get(event.trial)!, event.event)
      case "TrialEnded": {
        const { trial } = event
        const state = states.get(trial.trial)!
        states.delete(trial.trial)
        if (trial.outcome === "failed") failed.set(trial.trial, state)
        samples.push({ at: ticker.now(), done: ++ended })
        if (progress === "tty" || progress === "plain") {
          const metric = shown(trial)
          const measured = metric === undefined ? "" : `  ${metric[0]} ${formatMetric(metric[1])}`
          say(`${endedLine(trial, ticker.now() - startedAt.get(trial.trial)!)}${measured}`)
        }
        return draw()
      }
    }
  }
  return {
    onEvent,
    close: erase,
    failed: () => [...failed].sort(([a], [b]) => a - b).map(([, state]) => state)
  }
}
