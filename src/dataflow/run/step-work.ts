/** What executing one step needs, and how what its workers say becomes events and notes on the result. */
import type { LoadedStep } from "../plan/loaded.ts"
import type { Resolved } from "../plan/plan.ts"
import type { Finding } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import type { Again } from "./again.ts"
import type { Metric, Reason, RunEvent } from "./event.ts"
import type { Held, Slots } from "./slots.ts"
import type { Progress, WorkerPool } from "./threads/pool.ts"
import type { StepRequest } from "./threads/protocol.ts"
import { joinUndeclared, type Undeclared, undeclaredSentences } from "./undeclared.ts"

/** An event without its time, which the run adds. */
export type Emit = (event: RunEvent extends infer E ? E extends RunEvent ? Omit<E, "at"> : never : never) => void

/** What executing a step needs. */
export interface StepWork {
  readonly store: Store
  readonly pool: WorkerPool
  readonly slots: Slots
  readonly step: LoadedStep
  readonly resolved: Resolved
  readonly placed: StepRequest["placed"]
  readonly again: Again
  /** Whether the state of a step that can be gone on from is wanted once it has ended. */
  readonly keepsStates: boolean
  readonly run: string
  readonly pipeline: string
  /** The action that the step's last run on the same data left. */
  readonly lastKey: string | undefined
  readonly reasons: ReadonlyArray<Reason>
  readonly emit: Emit
  /** Notes that cores were held for the step. */
  readonly held: (held: Held) => void
  /** What the run has warned of. */
  readonly said: Set<string>
}

/** What a step has said about its result so far, and what it was seen to read. */
export interface Notes {
  readonly metrics: Record<string, Metric>
  summary: string | undefined
  finding: Finding | undefined
  undeclared: Undeclared
}

/** Warns of a step, once in a run of each matter; a line that names nothing new is not said. */
export const warn = ({ emit, said, step }: StepWork, text: string, about: string = text): void => {
  if (said.has(about)) return
  said.add(about)
  emit({ _tag: "NodeWarned", node: step.name, text })
}

/** Warns of what a step read undeclared, of each variable and file once in a run: several steps may load what reads it. */
export const warnOfUndeclared = (work: StepWork, { files, variables }: Undeclared): void => {
  const isNew = (kind: string) => (name: string) => !work.said.has(`${kind} ${name}`)
  const told = { variables: variables.filter(isNew("variable")), files: files.filter(isNew("file")) }
  for (const text of undeclaredSentences(told)) warn(work, text, `${work.step.name} ${text}`)
  for (const name of told.variables) work.said.add(`variable ${name}`)
  for (const name of told.files) work.said.add(`file ${name}`)
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
    case "Finding":
      notes.finding = message.finding
      return
    case "Warning":
      return warn(work, message.text)
    case "Undeclared":
      notes.undeclared = joinUndeclared(notes.undeclared, message.undeclared)
      return
    case "Progress": {
      const { done, of, unit, values } = message
      work.emit({ _tag: "NodeProgress", node: work.step.name, unit, done, of, values })
    }
  }
}
