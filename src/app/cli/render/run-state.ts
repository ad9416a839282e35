/** What is known of a run from its events so far: one row per node. Read by tty.ts, plain.ts, json.ts and summary.ts. */
import type { Difference, Failure, Metric, NodeView, Reason, RunEvent } from "../../../dataflow/run/event.ts"
import { estimateLeft, type Sample } from "./eta.ts"

/** Progress of a running node; `history` holds the value shown as a sparkline. */
export interface Progress {
  readonly unit: string
  readonly done: number
  readonly of: number
  readonly values: Readonly<Record<string, number>>
  readonly leftMs: number | undefined
}

/** One node of the run as it stands. */
export interface Row {
  readonly node: string
  readonly inputs: ReadonlyArray<string>
  status: "waiting" | "held" | "running" | "cached" | "done" | "failed" | "skipped"
  key: string
  summary: string
  reasons: ReadonlyArray<Reason>
  startedAt: number
  durationMs: number
  isUnchanged: boolean
  /** Outputs whose recorded bytes made room for others. */
  replaced: ReadonlyArray<Difference>
  setAside: number
  itemNoun: string
  because: string
  failure: Failure | undefined
  progress: Progress | undefined
  history: Array<number>
  samples: Array<Sample>
  metrics: Readonly<Record<string, Metric>>
}

/** A run as it stands. `finished` is absent until its last event. */
export interface RunState {
  run: string
  pipeline: string
  seed: number
  cached: number
  rows: Map<string, Row>
  /** Columns for node names, the longest one or 12. */
  nameWidth: number
  /** What the run warns of, said when it ends. */
  warnings: Array<Extract<RunEvent, { _tag: "NodeWarned" }>>
  finished: Extract<RunEvent, { _tag: "RunFinished" }> | undefined
}

const minNameWidth = 12

const emptyRow = ({ inputs, name }: NodeView): Row => ({
  node: name,
  inputs,
  status: "waiting",
  key: "",
  summary: "",
  reasons: [],
  startedAt: 0,
  durationMs: 0,
  isUnchanged: false,
  replaced: [],
  setAside: 0,
  itemNoun: "item",
  because: "",
  failure: undefined,
  progress: undefined,
  history: [],
  samples: [],
  metrics: {}
})

/** A state before any event. */
export const makeRunState = (): RunState => ({
  run: "",
  pipeline: "",
  seed: 0,
  cached: 0,
  rows: new Map(),
  nameWidth: minNameWidth,
  warnings: [],
  finished: undefined
})

/** The value of a progress report worth a sparkline: its loss, else its first. */
export const shownValue = (values: Readonly<Record<string, number>>): readonly [string, number] | undefined =>
  values["loss"] === undefined ? Object.entries(values)[0] : ["loss", values["loss"]]

const rowOf = (state: RunState, node: string): Row => {
  const known = state.rows.get(node)
  if (known !== undefined) return known
  const row = emptyRow({ name: node, group: "", inputs: [] })
  state.rows.set(node, row)
  return row
}

const addRows = (state: RunState, nodes: ReadonlyArray<NodeView>): void => {
  for (const node of nodes) {
    state.rows.set(node.name, emptyRow(node))
    state.nameWidth = Math.max(state.nameWidth, node.name.length)
  }
}

const applyProgress = (row: Row, event: Extract<RunEvent, { _tag: "NodeProgress" }>): void => {
  if (row.progress?.unit !== event.unit || event.done < row.progress.done) row.samples = []
  row.samples.push({ at: event.at, done: event.done })
  if (row.samples.length > 64) row.samples.splice(0, 32)
  const shown = shownValue(event.values)
  if (shown !== undefined) row.history.push(shown[1])
  const { done, of, unit, values } = event
  row.progress = { unit, done, of, values, leftMs: estimateLeft(row.samples, of) }
}

/** Takes one event into the state. */
export const applyEvent = (state: RunState, event: RunEvent): void => {
  switch (event._tag) {
    case "RunStarted":
      Object.assign(state, { run: event.run, pipeline: event.pipeline, seed: event.seed, cached: event.cached })
      addRows(state, event.nodes)
      return
    case "PlanExtended":
      state.cached += event.cached
      addRows(state, event.nodes)
      return
    case "NodeCached":
      Object.assign(rowOf(state, event.node), { status: "cached", key: event.key, summary: event.summary })
      return
    case "NodeLimited": // said by the renderers that append; a table has no room for it
      return
    case "NodeWaiting":
      Object.assign(rowOf(state, event.node), { status: "held", because: event.holder })
      return
    case "NodeStarted":
      Object.assign(rowOf(state, event.node), {
        status: "running",
        key: event.key,
        reasons: event.reasons,
        startedAt: event.at
      })
      return
    case "NodeProgress":
      applyProgress(rowOf(state, event.node), event)
      return
    case "ItemQuarantined":
      Object.assign(rowOf(state, event.node), {
        setAside: rowOf(state, event.node).setAside + 1,
        itemNoun: event.noun
      })
      return
    case "NodeRetried":
      Object.assign(rowOf(state, event.node), { progress: undefined, history: [], samples: [] })
      return
    case "NodeWarned":
      state.warnings.push(event)
      return
    case "NodeReplaced":
      Object.assign(rowOf(state, event.node), { replaced: event.differences })
      return
    case "NodeFinished":
      Object.assign(rowOf(state, event.node), {
        status: "done",
        key: event.key,
        durationMs: event.durationMs,
        summary: event.summary,
        isUnchanged: event.unchanged,
        metrics: event.metrics
      })
      return
    case "NodeFailed":
      Object.assign(rowOf(state, event.node), {
        status: "failed",
        durationMs: event.durationMs,
        failure: event.failure
      })
      return
    case "NodeSkipped":
      Object.assign(rowOf(state, event.node), { status: "skipped", because: event.because })
      return
    case "RunFinished":
      state.finished = event
      return
  }
}
