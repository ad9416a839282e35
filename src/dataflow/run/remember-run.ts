/** Writes a run into the history: what it was asked, on which data, what it reached, and how it ended. */
import * as DateTime from "effect/DateTime"
import type { Loaded } from "../plan/loaded.ts"
import type { Plan, Selection } from "../plan/plan.ts"
import type { ActionRecord } from "../store/action.ts"
import type { PipelineRef } from "../store/refs.ts"
import {
  type Commit,
  type Dataset,
  type ReachedSteps,
  type RunCounts,
  type RunMetrics,
  type RunRecord,
  runRecordVersion,
  type RunSelection,
  type RunStatus,
  type RunWires,
  type TrialOf
} from "../store/run-record.ts"
import type { Store } from "../store/store.ts"
import { datasetOf } from "./dataset-of-run.ts"
import { machineOf } from "./machine.ts"

/** Which trial of which sweep a run is, and whether history has it already. */
export interface AskedTrial extends TrialOf {
  readonly isRecorded: boolean
}

/** A run as it stands at its end. */
interface Standing {
  readonly loaded: Loaded
  readonly plan: Plan
  readonly options: Selection & { readonly jobs: number; readonly trial?: AskedTrial }
  readonly records: ReadonlyMap<string, ActionRecord>
}

interface Ended {
  readonly run: string
  readonly outcome: "ok" | "failed" | "interrupted"
  readonly startedMs: number
  readonly endedMs: number
  readonly counts: Omit<RunCounts, "planned">
  readonly failures: NonNullable<RunRecord["failures"]>
  readonly commit: Commit | undefined
  readonly executed: NonNullable<RunRecord["executed"]>
}

const statusOf = ({ loaded, records }: Standing, outcome: Ended["outcome"]): RunStatus => {
  if (outcome !== "ok") return outcome
  return loaded.pending === undefined && records.size === loaded.steps.length ? "succeeded" : "partial"
}

const stepsOf = (records: Standing["records"]): ReachedSteps =>
  Object.fromEntries(
    [...records].map(([step, { key, outputs }]) => [
      step,
      { key, outputs: Object.fromEntries(Object.entries(outputs).map(([port, { digest }]) => [port, digest])) }
    ])
  )

const fieldsOf = (path: string, value: unknown): ReadonlyArray<readonly [string, unknown]> =>
  typeof value === "object" && value !== null
    ? Object.entries(value).map(([name, field]) => [`${path}.${name}`, field] as const)
    : []

const paramsOf = ({ parameters, steps }: Loaded): Readonly<Record<string, unknown>> =>
  Object.fromEntries([
    ...fieldsOf("pipeline", parameters),
    ...steps.flatMap(({ encodedParams, name }) => fieldsOf(name, encodedParams))
  ])

const metricsOf = (records: Standing["records"]): RunMetrics =>
  Object.fromEntries(
    [...records].flatMap(([step, { metrics }]) => Object.keys(metrics).length === 0 ? [] : [[step, metrics]])
  )

/** Of steps that failed too: what they took is half of why. */
const wiresOf = ({ loaded, records }: Standing, failures: Ended["failures"]): RunWires => {
  const reached = loaded.steps.filter(({ name }) => records.has(name))
  const begun = loaded.steps.filter(({ name }) => records.has(name) || Object.hasOwn(failures, name))
  const wired = begun.map(({ name, wires }) =>
    [
      name,
      Object.fromEntries(Object.entries(wires).map(([input, { port, step }]) => [input, `${step}.${port}`]))
    ] as const
  )
  const located = reached.map(({ definition: { sources }, name, params }) =>
    [
      name,
      Object.fromEntries(Object.entries(sources).map(([source, locate]) => [source, locate(params as never)]))
    ] as const
  )
  const some = (entries: typeof wired) => Object.fromEntries(entries.filter(([, of]) => Object.keys(of).length > 0))
  return { steps: some(wired), sources: some(located) }
}

const overridesOf = ({ everywhere = {}, set }: Loaded["asked"]): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(everywhere).map(([name, value]) => [`*.${name}`, value])),
  ...set
})

const selectionOf = ({ force, from, targets }: Selection): RunSelection => ({
  ...(targets.length === 0 ? {} : { targets }),
  ...(from === undefined ? {} : { from }),
  ...(force.length === 0 ? {} : { force })
})

const exportsOf = ({ exports }: Loaded): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(exports).map(([name, { port, step }]) => [name, `${step}.${port}`]))

/** Whether a run left this very result: the same key with the same outputs. */
const isRecorded = (step: ReachedSteps[string] | undefined, { key, outputs }: ActionRecord): boolean =>
  step?.key === key && Object.entries(outputs).every(([port, { digest }]) => step.outputs[port] === digest)

/** Whether history knows all there is to say: nothing was executed, and every step ended where the last run left it. */
const isKnown = (
  before: PipelineRef | undefined,
  { loaded: { seed }, records }: Standing,
  { ran, source, status }: { readonly ran: number; readonly source: string | undefined; readonly status: RunStatus }
): boolean => {
  if (ran > 0 || before === undefined || before.source !== source || before.seed !== seed) return false
  const isSame = [...records].every(([step, record]) => isRecorded(before.steps[step], record))
  if (status === "partial") return isSame
  return isSame && status === "succeeded" && before.status === status &&
    Object.keys(before.steps).length === records.size
}

const trialOf = ({ rung, sweep, trial }: AskedTrial): TrialOf => ({
  sweep,
  trial,
  ...(rung === undefined ? {} : { rung })
})

/** Adds a run to the history, unless a null run leaves nothing to say; answers with its status and its data. */
export const rememberRun = (
  store: Store,
  work: Standing,
  { commit, counts, endedMs, executed, failures, outcome, run, startedMs }: Ended
): { readonly status: RunStatus; readonly dataset: Dataset } => {
  const { loaded, options, plan, records } = work
  const status = statusOf(work, outcome)
  const dataset = datasetOf(store, loaded, plan, records)
  const before = store.ref(loaded.name, dataset.source)
  const { trial } = options
  const isNews = trial === undefined
    ? !isKnown(before, work, { ran: counts.ran, source: dataset.source, status })
    : counts.ran > 0 || !trial.isRecorded
  if (!isNews) {
    store.flush() // a null run leaves nothing but its stat cache
    return { status, dataset }
  }
  store.recordRun({
    version: runRecordVersion,
    pipeline: loaded.name,
    run,
    seed: loaded.seed,
    status,
    startedAt: DateTime.formatIso(DateTime.makeUnsafe(startedMs)),
    finishedAt: DateTime.formatIso(DateTime.makeUnsafe(endedMs)),
    durationMs: endedMs - startedMs,
    dataset,
    params: paramsOf(loaded),
    overrides: overridesOf(loaded.asked),
    selection: selectionOf(options),
    ...(trial === undefined ? {} : { trial: trialOf(trial) }),
    ...(commit === undefined ? {} : { commit }),
    machine: machineOf(loaded.steps),
    exports: exportsOf(loaded),
    counts: { planned: loaded.steps.length, ...counts },
    failures,
    metrics: metricsOf(records),
    wires: wiresOf(work, failures),
    jobs: options.jobs,
    executed,
    steps: stepsOf(records)
  })
  store.flush()
  return { status, dataset }
}
