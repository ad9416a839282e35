/** What executing one step needs, and how what its workers say becomes events and notes on the result. */
import type { LoadedStep } from "../plan/loaded.ts"
import type { Resolved } from "../plan/plan.ts"
import type { Store } from "../store/store.ts"
import type { Metric, Reason, RunEvent } from "./event.ts"
import type { Slots } from "./slots.ts"
import type { Progress, WorkerPool } from "./threads/pool.ts"
import type { StepRequest } from "./threads/protocol.ts"

/** An event without its time, which the run adds. */
export type Emit = (event: RunEvent extends infer E ? E extends RunEvent ? Omit<E, "at"> : never : never) => void

/** What executing a step needs. */
export interface StepWork {
  readonly store: Store
  readonly pool: WorkerPool
  readonly slots: Slots
  readonly step: LoadedStep
  readonly resolved: Resolved
  readonly decided: StepRequest["decided"]
  readonly isForced: boolean
  readonly run: string
  readonly pipeline: string
  readonly reasons: ReadonlyArray<Reason>
  readonly emit: Emit
}

/** What a step has said about its result so far. */
export interface Notes {
  readonly metrics: Record<string, Metric>
  summary: string | undefined
}

/** Passes a worker's messages on as events, and keeps what belongs to the result. */
export const listen = (work: StepWork, notes: Notes) => (message: Progress): void => {
  switch (message._tag) {
    case "Metric":
      notes.metrics[message.name] = message.metric
      return
    case "Summary":
      notes.summary = message.text
      return
    case "Progress": {
      const { done, of, unit, values } = message
      work.emit({ _tag: "NodeProgress", node: work.step.name, unit, done, of, values })
    }
  }
}
