/** What one may ask of recorded runs by name: their facts, parameters by path, and metrics. */
import { paramOf, reachedCount } from "../../dataflow/store/run-index.ts"
import type { RunRecord } from "../../dataflow/store/run-record.ts"
import type { Store } from "../../dataflow/store/store.ts"
import type { dataLabels } from "./data-labels.ts"
import { machineText } from "./machine-text.ts"
import { recordedRun } from "./recorded-run.ts"
import type { allMarks } from "./run-marks.ts"

/** A value of a run; undefined where it has none of that name. */
export type FieldValue = string | number | boolean | undefined

type FactOf = (run: RunRecord) => FieldValue

const plainOf = (value: unknown): FieldValue =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : value === undefined
    ? undefined
    : JSON.stringify(value)

/** Names that every run has, and what they stand for. */
export const factNames = [
  "run",
  "pipeline",
  "data",
  "status",
  "seed",
  "commit",
  "started",
  "finished",
  "took",
  "nodes",
  "ran",
  "sweep",
  "trial",
  "rung",
  "machine",
  "cpu",
  "cores",
  "graphics",
  "backend",
  "node-version",
  "tag",
  "note",
  "pinned"
] as const

type Fact = typeof factNames[number]

const seconds = (ms: number | undefined): number | undefined => ms === undefined ? undefined : ms / 1000

/** What names stand for in runs, and whether less of a metric is better. */
export interface RunFields {
  readonly valueOf: (run: RunRecord, name: string) => FieldValue
  readonly holds: (run: RunRecord, condition: Condition) => boolean
  readonly isLowerBetter: (run: RunRecord, name: string) => boolean
  /** All names that at least one of some runs answers to. */
  readonly namesOf: (runs: ReadonlyArray<RunRecord>) => ReadonlyArray<string>
}

/** Looks names up in runs, whose data `labelOf` calls: a fact, else a parameter such as "train.beta", else a metric such as "ARI (label)". */
export const runFields = (
  store: Store,
  labelOf: ReturnType<typeof dataLabels>,
  marks: ReturnType<typeof allMarks>
): RunFields => {
  const facts: Readonly<Record<Fact, FactOf>> = {
    run: ({ run }) => run,
    pipeline: ({ pipeline }) => pipeline,
    data: ({ dataset }) => dataset === undefined ? undefined : labelOf(dataset),
    status: ({ status }) => status,
    seed: ({ seed }) => seed,
    commit: ({ commit }) => commit?.hash,
    started: ({ startedAt }) => startedAt,
    finished: ({ finishedAt }) => finishedAt,
    took: ({ durationMs }) => seconds(durationMs),
    nodes: reachedCount,
    ran: ({ counts }) => counts?.ran,
    sweep: ({ trial }) => trial?.sweep,
    trial: ({ trial }) => trial?.trial,
    rung: ({ trial }) => trial?.rung,
    machine: ({ machine }) => machine === undefined ? undefined : machineText(machine),
    cpu: ({ machine }) => machine?.cpu,
    cores: ({ machine }) => machine?.cores,
    graphics: ({ machine }) => machine?.graphics.join(", "),
    backend: ({ machine }) => machine?.backends.join(", "),
    "node-version": ({ machine }) => machine?.node,
    tag: (run) => marks(run).tags.join(", ") || undefined,
    note: (run) => marks(run).notes.map(({ text }) => text).join("; ") || undefined,
    pinned: (run) => marks(run).pinnedAt !== undefined
  }
  const metrics = new Map<string, ReturnType<typeof recordedRun>["metrics"]>()
  const metricsOf = (run: RunRecord) => {
    const known = metrics.get(run.run) ?? recordedRun(store, run).metrics
    metrics.set(run.run, known)
    return known
  }
  const valueOf: RunFields["valueOf"] = (run, name) => {
    if (Object.hasOwn(facts, name)) return facts[name as Fact](run)
    const param = paramOf(run, name)
    if ("value" in param) return plainOf(param.value)
    return metricsOf(run)[name]?.value
  }
  return {
    valueOf,
    holds: (run, condition) => {
      const { field } = condition
      return field === "tag" ? meetsAmong(marks(run).tags, condition) : meets(valueOf(run, field), condition)
    },
    isLowerBetter: (run, name) => metricsOf(run)[name]?.better !== "higher",
    namesOf: (runs) => [
      ...new Set([
        ...factNames,
        ...runs.flatMap(({ params = {} }) => Object.keys(params)),
        ...runs.flatMap((run) => Object.keys(metricsOf(run)))
      ])
    ]
  }
}

const comparisons = {
  "<=": (order: number) => order <= 0,
  ">=": (order: number) => order >= 0,
  "!=": (order: number) => order !== 0,
  "=": (order: number) => order === 0,
  "<": (order: number) => order < 0,
  ">": (order: number) => order > 0
} as const

/** One condition, such as `train.beta>=4`. */
export interface Condition {
  readonly field: string
  readonly operator: keyof typeof comparisons
  readonly value: string
}

/** A condition as it is typed; undefined where the text is none. */
export const parseCondition = (text: string): Condition | undefined => {
  const [, field, operator, value] = /^(.+?)\s*(<=|>=|!=|=|<|>)\s*(.*)$/.exec(text) ?? []
  return field === undefined ? undefined : { field, operator: operator as Condition["operator"], value: value! }
}

/** Order of two values: numbers by size where both are some, else texts by code unit. */
export const compareValues = (a: Exclude<FieldValue, undefined>, b: Exclude<FieldValue, undefined>): number => {
  const [x, y] = [Number(a), Number(b)]
  if (String(a).trim() !== "" && String(b).trim() !== "" && !Number.isNaN(x) && !Number.isNaN(y)) return x - y
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}

/** Facts that are long, and told by how they begin. */
const byBeginning: ReadonlyArray<string> = ["run", "commit", "started", "finished"]

/** Whether a value meets a condition; one that is not there meets none. */
export const meets = (value: FieldValue, { field, operator, value: wanted }: Condition): boolean => {
  if (value === undefined) return false
  if (operator === "=" && byBeginning.includes(field)) return String(value).startsWith(wanted)
  return comparisons[operator](compareValues(value, wanted))
}

/** Whether one of several values meets a condition; `!=` holds where none is equal. */
const meetsAmong = (values: ReadonlyArray<string>, condition: Condition): boolean =>
  condition.operator === "!=" ? !values.includes(condition.value) : values.some((value) => meets(value, condition))
