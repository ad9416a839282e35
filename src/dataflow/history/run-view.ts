/**
 * A run to be looked at: every step with its parameters, code, inputs, outputs, times and reasons, as plain JSON. Pages draw
 * it: src/page/web/run-main.ts. Next: code-view.ts, step-times.ts.
 */
import * as Schema from "effect/Schema"
import * as path from "node:path"
import { keyRecordOf } from "../plan/key.ts"
import { Reason } from "../plan/reason.ts"
import type { RecordedMetric } from "../store/action.ts"
import type { Commit, Dataset, Machine, RunCounts, RunRecord, RunStatus, Stretch } from "../store/run-record.ts"
import type { Store } from "../store/store.ts"
import { type CodeView, codeViews } from "./code-view.ts"
import { type StepOfRun, stepsOfRun } from "./provenance.ts"
import { laidOnCores, timesOf } from "./step-times.ts"

/** What became of a step in a run; "stopped" is one that was running when the run was interrupted. */
export type StepState = "ran" | "cached" | "failed" | "stopped"

/** What a step took: an output of another step, or data of the user's at `place`. Kind and size stand with that output. */
export type InputView =
  | { readonly name: string; readonly step: string; readonly port: string }
  | { readonly name: string; readonly place: string; readonly digest: string }

/** What a step made. `summary` tells its shape, such as "139 × 52"; it, kind and size are unknown of what was collected. */
export interface OutputView {
  readonly name: string
  readonly kind: string
  readonly summary: string
  readonly sizeBytes?: number
  readonly digest: string
}

/** A parameter by its path below the step's. `isSet`: given for this run; `isOwn`: other steps of the node have another. */
export interface ParameterView {
  readonly name: string
  readonly value: unknown
  readonly isSet?: true
  readonly isOwn?: true
}

/**
 * A step of a run. `code` counts the run's `codes`. `madeMs` is what making its outputs took whenever that was, by the run
 * `madeBy`; `from`, `to` and `stretches` are of this run. Units: milliseconds since the run began.
 */
export interface StepView {
  readonly name: string
  /** Empty where the record of it was collected. */
  readonly node: string
  /** The folder of the node's file, such as "features". */
  readonly group: string
  readonly state: StepState
  readonly code?: number
  readonly seed?: number
  readonly params: ReadonlyArray<ParameterView>
  readonly inputs: ReadonlyArray<InputView>
  readonly outputs: ReadonlyArray<OutputView>
  readonly metrics: Readonly<Record<string, RecordedMetric>>
  readonly summary: string
  readonly key?: string
  readonly madeBy?: string
  readonly finishedAt?: string
  readonly madeMs?: number
  readonly from?: number
  readonly to?: number
  readonly stretches: ReadonlyArray<Stretch>
  readonly items?: number
  readonly reasons: ReadonlyArray<Reason>
  readonly reasonCount: number
  readonly failure?: { readonly tag: string; readonly message: string }
}

/**
 * A run. `cores` are those it was given. `isTimed`: it noted itself when each step had which core; else the stretches are
 * laid on cores from when steps ended and how long they took.
 */
export interface RunView {
  readonly run: string
  readonly pipeline: string
  readonly seed: number
  readonly status?: RunStatus
  readonly startedAt?: string
  readonly finishedAt: string
  readonly durationMs: number
  readonly dataset?: Dataset
  readonly commit?: Commit
  readonly machine?: Machine
  readonly counts?: RunCounts
  readonly cores: number
  readonly isTimed: boolean
  readonly steps: ReadonlyArray<StepView>
  readonly codes: ReadonlyArray<CodeView>
}

type Pairs = ReadonlyArray<readonly [string, unknown]>

const flatten = (value: unknown, prefix: string): Pairs =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([name, child]) => flatten(child, prefix === "" ? name : `${prefix}.${name}`))
    : prefix === ""
    ? []
    : [[prefix, value]]

/** Parameters of a step: those of its key, or, where the record is gone, those that the run notes. */
const paramsOf = (run: RunRecord, step: string, record: StepOfRun["record"]): Pairs => {
  if (record !== undefined) return flatten(keyRecordOf(record).params, "")
  const own = Object.entries(run.params ?? {}).filter(([name]) => name.startsWith(`${step}.`))
  return own.flatMap(([name, value]) => flatten(value, name.slice(step.length + 1)))
}

const isReason = Schema.is(Reason)

/** What differs between steps of one node, and what was set, is marked. */
const parameterViews = (
  run: RunRecord,
  all: ReadonlyMap<string, { readonly node: string; readonly params: Pairs }>
) => {
  const values = new Map<string, Set<string>>()
  const questionOf = (node: string, name: string) => JSON.stringify([node, name])
  for (const { node, params } of all.values()) {
    for (const [name, value] of params) {
      const question = questionOf(node, name)
      values.set(question, (values.get(question) ?? new Set()).add(JSON.stringify(value)))
    }
  }
  const set = Object.keys(run.overrides ?? {})
  const isSet = (step: string, name: string) =>
    set.some((path) => [`${step}.${name}`, `*.${name}`].some((own) => path === own || own.startsWith(`${path}.`)))
  return (step: string): ReadonlyArray<ParameterView> => {
    const { node, params } = all.get(step)!
    return params.map(([name, value]) => ({
      name,
      value,
      ...(isSet(step, name) ? { isSet: true as const } : {}),
      ...(node !== "" && values.get(questionOf(node, name))!.size > 1 ? { isOwn: true as const } : {})
    }))
  }
}

const inputViews = ({ origins }: StepOfRun): ReadonlyArray<InputView> =>
  origins.map((origin) =>
    origin._tag === "Artifact"
      ? { name: origin.input, step: origin.step, port: origin.port }
      : { name: origin.input, place: origin.place ?? "", digest: origin.digest }
  )

const outputViews = ({ outputs, record }: StepOfRun): ReadonlyArray<OutputView> =>
  Object.entries(outputs).map(([name, digest]) => {
    const { kind = "", sizeBytes, summary = "" } = record?.outputs[name] ?? {}
    return { name, kind, summary, digest, ...(sizeBytes === undefined ? {} : { sizeBytes }) }
  })

const stateOf = (run: RunRecord, { record, step }: StepOfRun): StepState => {
  if (run.failures?.[step] !== undefined) return "failed"
  if (run.steps[step] === undefined) return "stopped"
  if (run.executed !== undefined) return run.executed[step] === undefined ? "cached" : "ran"
  return record?.run === run.run ? "ran" : "cached"
}

/** Steps that a run began and did not bring up to date, as far as it tells of them. */
const unreached = (run: RunRecord): ReadonlyArray<StepOfRun> =>
  [...new Set([...Object.keys(run.executed ?? {}), ...Object.keys(run.failures ?? {})])]
    .filter((step) => run.steps[step] === undefined)
    .map((step) => ({
      step,
      key: "",
      outputs: {},
      record: undefined,
      origins: Object.entries(run.wires?.steps[step] ?? {}).map(([input, wire]) => {
        const at = wire.lastIndexOf(".")
        return { _tag: "Artifact" as const, input, digest: "", step: wire.slice(0, at), port: wire.slice(at + 1) }
      })
    }))

/**
 * A recorded run to be looked at; what was collected meanwhile is left out of it. Steps stand in the order of the run.
 *
 * @example
 * ```ts
 * const { steps } = runView(store, store.latestRun(() => true)!)
 * steps.filter(({ state }) => state === "ran").map(({ name }) => name)
 * ```
 */
export const runView = (store: Store, run: RunRecord): RunView => {
  const all = [...stepsOfRun(store, run).values(), ...unreached(run)]
  const codes = codeViews(store.files)
  const paramsByStep = new Map(
    all.map(({ record, step }) => [step, { node: record?.node ?? "", params: paramsOf(run, step, record) }] as const)
  )
  const params = parameterViews(run, paramsByStep)
  const steps = all.map((each): StepView => {
    const { key, record, step } = each
    const state = stateOf(run, each)
    const code = record === undefined ? undefined : codes.indexOf(keyRecordOf(record).code)
    const home = code === undefined ? undefined : codes.all[code]?.home
    const { items, reasonCount = 0, reasons = [] } = run.executed?.[step] ?? {}
    const failure = run.failures?.[step]
    return {
      name: step,
      node: record?.node ?? "",
      group: home === undefined ? "" : path.posix.basename(path.posix.dirname(home)),
      state,
      ...(code === undefined ? {} : { code }),
      ...(record === undefined || keyRecordOf(record).seed === 0 ? {} : { seed: keyRecordOf(record).seed }),
      params: params(step),
      inputs: inputViews(each),
      outputs: outputViews(each),
      metrics: record?.metrics ?? run.metrics?.[step] ?? {},
      summary: record?.summary ?? "",
      ...(key === "" ? {} : { key }),
      ...(record === undefined
        ? {}
        : { madeBy: record.run, finishedAt: record.finishedAt, madeMs: record.durationMs }),
      ...timesOf(run, each, state === "ran"),
      ...(items === undefined ? {} : { items }),
      reasons: reasons.filter(isReason),
      reasonCount,
      ...(failure === undefined ? {} : { failure })
    }
  })
  const { commit, counts, dataset, durationMs = 0, finishedAt, machine, pipeline, seed, startedAt, status } = run
  const isTimed = run.executed !== undefined
  const laid = isTimed ? steps : laidOnCores(steps)
  const used = Math.max(1, ...laid.flatMap(({ stretches }) => stretches.map(({ core }) => core + 1)))
  return {
    run: run.run,
    pipeline,
    seed,
    ...(status === undefined ? {} : { status }),
    ...(startedAt === undefined ? {} : { startedAt }),
    finishedAt,
    durationMs,
    ...(dataset === undefined ? {} : { dataset }),
    ...(commit === undefined ? {} : { commit }),
    ...(machine === undefined ? {} : { machine }),
    ...(counts === undefined ? {} : { counts }),
    cores: run.jobs ?? Math.max(used, isTimed ? used : machine?.cores ?? 1),
    isTimed,
    steps: laid,
    codes: codes.all
  }
}
