/** One step from resolved inputs to a published action: locked, retried, timed, checked against what was known. */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import { familyKey } from "../plan/key.ts"
import type { LoadedStep } from "../plan/loaded.ts"
import type { ActionRecord, OutputRecord } from "../store/action.ts"
import { Failure } from "./event.ts"
import { executeItems } from "./execute-items.ts"
import { listen, type Notes, type StepWork, warnOfUndeclared } from "./step-work.ts"
import type { StepRequest } from "./threads/protocol.ts"
import { withinTimeLimit } from "./time-limit.ts"
import { nothingUndeclared } from "./undeclared.ts"

/** A step that could not be brought up to date. */
export class StepFailed extends Schema.TaggedError<StepFailed>()("StepFailed", {
  failure: Failure,
  durationMs: Schema.Finite
}) {}

/** `Adopted` when another process, or an equal upstream, had the result already. */
export type StepDone =
  | { readonly _tag: "Adopted"; readonly record: ActionRecord }
  | { readonly _tag: "Executed"; readonly record: ActionRecord; readonly executedItems: number }

const nondeterministic = (step: LoadedStep, ports: ReadonlyArray<string>): Failure => ({
  tag: "Nondeterministic",
  message: `Node "${step.name}" gave other bytes for ${ports.join(", ")} than its recorded run with the same key.`,
  hint: "look for time, unseeded randomness, thread races or unordered queries in the node",
  detail: `ports that differ: ${ports.join(", ")}`
})

const executeWhole = Effect.fnUntraced(function*(work: StepWork, request: StepRequest, notes: Notes) {
  work.emit({ _tag: "NodeStarted", node: work.step.name, key: request.key, reasons: work.reasons })
  const call = work.pool.call({ _tag: "Run", step: request }, listen(work, notes))
  const [took, outcome] = yield* work.slots.hold(work.step.definition.resources)(
    Effect.timed(withinTimeLimit(work.step, call))
  )
  if (outcome._tag !== "Outputs") throw new Error(`a worker answered Run with ${outcome._tag}`)
  return { outputs: outcome.outputs, executedItems: 0, durationMs: Duration.toMillis(took) }
})

const execute = Effect.fnUntraced(function*(work: StepWork, notes: Notes) {
  const { definition, encodedParams: params, isLabelConditioned, name: step, pipeline, seed } = work.step
  const { inputs, key } = work.resolved
  const modules = Object.keys(work.resolved.keyRecord.modules ?? {})
  const request: StepRequest = {
    step,
    key,
    params,
    seed,
    pipeline,
    isLabelConditioned,
    modules,
    isServed: Object.keys(work.step.services).length > 0,
    inputs,
    decided: work.decided
  }
  const once = definition.mapped === undefined
    ? executeWhole(work, request, notes)
    : executeItems(work, request, notes, definition.mapped)
  let attempt = 0
  return yield* once.pipe(
    Effect.tapError((error) =>
      Effect.sync(() => {
        if (attempt++ < definition.retries) {
          work.emit({ _tag: "NodeRetried", node: step, attempt, failure: error.failure })
        }
      })
    ),
    Effect.retry({ times: definition.retries, schedule: Schedule.exponential("200 millis") })
  )
})

const differingPorts = (before: ActionRecord, outputs: Readonly<Record<string, OutputRecord>>): ReadonlyArray<string> =>
  Object.keys(outputs).filter((port) => before.outputs[port]?.digest !== outputs[port]?.digest)

/** Runs a step under its key's lock unless its result has appeared meanwhile. */
export const executeStep = Effect.fn("executeStep")(function*(work: StepWork) {
  const { emit, resolved, step, store } = work
  const startedAt = yield* Clock.currentTimeMillis
  const failWith = (failure: Failure) =>
    Effect.gen(function*() {
      return yield* new StepFailed({ failure, durationMs: (yield* Clock.currentTimeMillis) - startedAt })
    })
  const locked = Effect.gen(function*() {
    const known = store.lookup(resolved.key)
    if (known._tag === "Hit" && !work.isForced) return { _tag: "Adopted", record: known.record } satisfies StepDone
    const notes: Notes = { metrics: {}, summary: undefined, undeclared: nothingUndeclared }
    const { durationMs, executedItems, outputs } = yield* Effect.ensuring(
      execute(work, notes),
      Effect.sync(() => warnOfUndeclared(work, notes.undeclared))
    )
    const before = known._tag === "Miss" ? undefined : known.record
    const differing = before === undefined || known._tag === "Lost" ? [] : differingPorts(before, outputs)
    if (differing.length > 0) return yield* failWith(nondeterministic(step, differing))
    const finishedAt = DateTime.formatIso(yield* DateTime.now)
    const { mapped } = step.definition
    const record = store.publish({
      key: resolved.key,
      node: step.definition.node,
      keyRecord: resolved.keyRecord,
      outputs,
      metrics: notes.metrics,
      summary: notes.summary ?? "",
      durationMs,
      run: work.run,
      finishedAt,
      ...(mapped === undefined ? {} : { family: familyKey(resolved.keyRecord, mapped.over) })
    })
    store.dropCheckpoint(resolved.key)
    const last = work.lastKey === undefined ? undefined : store.peek(work.lastKey)
    const unchanged = last !== undefined && differingPorts(last, record.outputs).length === 0
    const { pipeline, run } = work
    store.trace({ run, pipeline, step: step.name, key: record.key, finishedAt, durationMs, executedItems })
    emit({
      _tag: "NodeFinished",
      node: step.name,
      key: record.key,
      durationMs,
      summary: record.summary,
      unchanged,
      ...(mapped === undefined ? {} : { executedItems }),
      metrics: record.metrics,
      ...(notes.undeclared === nothingUndeclared ? {} : { undeclared: notes.undeclared })
    })
    return { _tag: "Executed", record, executedItems } satisfies StepDone
  })
  const guarded = store.withLock(resolved.key, locked, {
    onWait: (holder) => emit({ _tag: "NodeWaiting", node: step.name, holder })
  })
  return yield* Effect.catchTag(guarded, "WorkFailed", (error) => failWith(error.failure))
})
