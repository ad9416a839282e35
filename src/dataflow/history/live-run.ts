/** Runs that are going on in this or another process, as far as they have come. */
import type { Metric, NodeView, RunEvent } from "../run/event.ts"
import { saidBytes, saidSoFar } from "../run/live-log.ts"
import { livingLeases } from "../store/lease.ts"
import type { Store } from "../store/store.ts"

/** How far a node has come, in its own unit, and the numbers it reports by the way. */
export interface LiveProgress {
  readonly unit: string
  readonly done: number
  readonly of: number
  readonly values: Readonly<Record<string, number>>
}

/** A node of a run that goes on. Times are milliseconds since the run began. */
export interface LiveNode {
  readonly name: string
  readonly group: string
  readonly inputs: ReadonlyArray<string>
  readonly state: "waiting" | "running" | "cached" | "done" | "failed" | "skipped"
  readonly fromMs?: number
  readonly toMs?: number
  readonly note?: string
  readonly progress?: LiveProgress
  /** All progress so far, thinned; empty where a node reports no numbers. */
  readonly curve: ReadonlyArray<LiveProgress>
}

/** A run that goes on: `sinceMs` since the epoch, `atMs` since it began. */
export interface LiveRun {
  readonly run: string
  readonly pipeline: string
  readonly seed: number
  readonly sinceMs: number
  readonly atMs: number
  readonly nodes: ReadonlyArray<LiveNode>
  readonly metrics: Readonly<Record<string, Metric>>
}

const curveLongest = 400

/** One more point; every other one is left out where there are too many. */
const longer = (curve: ReadonlyArray<LiveProgress>, point: LiveProgress): ReadonlyArray<LiveProgress> => {
  if (Object.keys(point.values).length === 0) return curve
  const all = [...curve, point]
  return all.length <= curveLongest ? all : all.filter((_, at) => at % 2 === (all.length - 1) % 2)
}

const waiting = ({ group, inputs, name }: NodeView): LiveNode => ({ name, group, inputs, state: "waiting", curve: [] })

/** What an event makes of the node it is about. */
const after = (node: LiveNode, event: RunEvent): LiveNode => {
  switch (event._tag) {
    case "NodeCached":
      return { ...node, state: "cached", note: event.summary }
    case "NodeStarted":
      return { ...node, state: "running", fromMs: event.at }
    case "NodeProgress": {
      const { done, of, unit, values } = event
      const progress = { unit, done, of, values }
      return { ...node, state: "running", progress, curve: longer(node.curve, progress) }
    }
    case "NodeFinished":
      return { ...node, state: "done", fromMs: node.fromMs ?? event.at, toMs: event.at, note: event.summary }
    case "NodeFailed":
      return { ...node, state: "failed", toMs: event.at, note: event.failure.message }
    case "NodeSkipped":
      return { ...node, state: "skipped", note: `waits for ${event.because}` }
    case "NodeWaiting":
      return { ...node, note: `another process works on it` }
    case "NodeWarned":
      return { ...node, note: event.text }
    case "RunStarted":
    case "RunFinished":
    case "PlanExtended":
    case "NodeLimited":
    case "ItemQuarantined":
    case "NodeRetried":
    case "NodeReplaced":
      return node
  }
}

/**
 * A run as its events leave it; undefined before it has begun.
 *
 * @example
 * ```ts
 * liveRunOf([{ _tag: "RunStarted", at: 0, run: "a1", pipeline: "easy", seed: 7, nodes: [], cached: 0 }], 0)?.pipeline // → "easy"
 * ```
 */
export const liveRunOf = (events: ReadonlyArray<RunEvent>, sinceMs: number): LiveRun | undefined => {
  const started = events.find((event) => event._tag === "RunStarted")
  if (started === undefined) return undefined
  const nodes = new Map<string, LiveNode>()
  const metrics: Record<string, Metric> = {}
  for (const event of events) {
    if (event._tag === "RunStarted" || event._tag === "PlanExtended") {
      for (const view of event.nodes) nodes.set(view.name, nodes.get(view.name) ?? waiting(view))
    } else if ("node" in event) {
      const node = nodes.get(event.node)
      if (node !== undefined) nodes.set(event.node, after(node, event))
    }
    if (event._tag === "NodeFinished") Object.assign(metrics, event.metrics)
  }
  const { pipeline, run, seed } = started
  return { run, pipeline, seed, sinceMs, atMs: events.at(-1)!.at, nodes: [...nodes.values()], metrics }
}

/** The runs that go on, read again only where they have said more. */
export class LiveRuns {
  private readonly store: Store
  private readonly seen = new Map<string, { readonly bytes: number; readonly live: LiveRun | undefined }>()

  constructor(store: Store) {
    this.store = store
  }

  /** Those of which anything is known, the latest first. */
  now(): ReadonlyArray<LiveRun> {
    const { files } = this.store
    const living = livingLeases(files)
    const found = living.flatMap(({ run, sinceMs }) => {
      const bytes = saidBytes(files, run)
      const seen = this.seen.get(run)
      const live = seen?.bytes === bytes ? seen.live : liveRunOf(saidSoFar(files, run), sinceMs)
      this.seen.set(run, { bytes, live })
      return live ?? []
    })
    const runs = new Set(living.map(({ run }) => run))
    for (const run of this.seen.keys()) if (!runs.has(run)) this.seen.delete(run)
    return found.toSorted((a, b) => b.sinceMs - a.sinceMs)
  }
}
