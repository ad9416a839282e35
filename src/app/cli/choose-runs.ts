/** Which runs of the history are shown, in which order. */
import * as Effect from "effect/Effect"
import type { RunRecord } from "../../dataflow/store/run-record.ts"
import { compareValues, type Condition, factNames, parseCondition, type RunFields } from "./run-fields.ts"
import { UsageError } from "./usage-error.ts"

/** What is asked of the history: conditions that all hold, a name to sort by, names to show. */
export interface Choice {
  readonly where: ReadonlyArray<string>
  readonly sort: string | undefined
  readonly limit: number | undefined
}

const conditionOf = (text: string) =>
  Effect.gen(function*() {
    const condition = parseCondition(text)
    if (condition !== undefined) return condition
    return yield* new UsageError({
      tag: "invalid-where",
      message: "--where takes <name><comparison><value>, the comparison being one of = != < <= > >=.",
      given: `--where ${text}`,
      word: text,
      hint: "--where status=succeeded --where 'train.beta>=4'"
    })
  })

/** Fails where no run answers to a name: a table of blanks would hide a slip. */
export const checkNames = (
  { namesOf, valueOf }: RunFields,
  runs: ReadonlyArray<RunRecord>,
  asked: ReadonlyArray<{ readonly name: string; readonly given: string }>
) =>
  Effect.gen(function*() {
    if (asked.length === 0 || runs.length === 0) return
    const isFact = (name: string) => factNames.some((each) => each === name)
    const isKnown = (name: string) => isFact(name) || runs.some((run) => valueOf(run, name) !== undefined)
    const unknown = asked.find(({ name }) => !isKnown(name))
    if (unknown === undefined) return
    const known = namesOf(runs)
    return yield* new UsageError({
      tag: "unknown-field",
      message: `No run has a fact, parameter or metric "${unknown.name}".`,
      given: unknown.given,
      word: unknown.name,
      known,
      hint: "pipeline runs --json   holds all of them"
    })
  })

/** Fails where numbers would be compared with what is none, which as texts they would: "took>1s". */
const checkNumber = (
  { valueOf }: RunFields,
  runs: ReadonlyArray<RunRecord>,
  { field, value }: Condition,
  given: string
) =>
  Effect.gen(function*() {
    if (value.trim() !== "" && !Number.isNaN(Number(value))) return
    const known = field === "tag" ? [] : runs.flatMap((run) => valueOf(run, field) ?? [])
    if (known.length === 0 || !known.every((each) => typeof each === "number")) return
    return yield* new UsageError({
      tag: "invalid-where",
      message: `"${field}" is a number${field === "took" ? " of seconds" : ""}, and "${value}" is none.`,
      given: `--where ${given}`,
      word: value,
      hint: `--where '${field}>1'`
    })
  })

/** Best first where `name` is a metric, else rising; runs without it last. */
const sorted = (runs: ReadonlyArray<RunRecord>, name: string, { isLowerBetter, valueOf }: RunFields) =>
  runs.map((run) => ({ run, value: valueOf(run, name) })).sort((a, b) => {
    if (a.value === undefined || b.value === undefined) {
      return Number(a.value === undefined) - Number(b.value === undefined)
    }
    return (isLowerBetter(a.run, name) ? 1 : -1) * compareValues(a.value, b.value)
  }).map(({ run }) => run)

/** Runs that meet all conditions, sorted, the first `limit` of them. Fails with UsageError on a name that no run has. */
export const chooseRuns = (
  runs: ReadonlyArray<RunRecord>,
  fields: RunFields,
  { limit, sort, where }: Choice
) =>
  Effect.gen(function*() {
    const conditions: ReadonlyArray<Condition> = yield* Effect.forEach(where, conditionOf)
    yield* checkNames(fields, runs, [
      ...conditions.map(({ field }, i) => ({ name: field, given: `--where ${where[i]}` })),
      ...(sort === undefined ? [] : [{ name: sort, given: `--sort ${sort}` }])
    ])
    for (const [i, condition] of conditions.entries()) yield* checkNumber(fields, runs, condition, where[i]!)
    const met = runs.filter((run) => conditions.every((each) => fields.holds(run, each)))
    return (sort === undefined ? met : sorted(met, sort, fields)).slice(0, limit)
  })
