/** One step from resolved inputs to a published action: locked, retried, timed, checked against what was known. */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import { canonicalJson } from "../../format/canonical-json.ts"
import { alongOf } from "../plan/along.ts"
import { familyKey } from "../plan/key.ts"
import type { ActionRecord } from "../store/action.ts"
import { faultOf } from "../store/fault.ts"
import { differencesFrom, differingPorts, nondeterministic } from "./difference.ts"
import { Failure } from "./event.ts"
import { executeItems } from "./execute-items.ts"
import { failureOf } from "./failure.ts"
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

const executeWhole = Effect.fnUntraced(function*(work: StepWork, request: StepRequest, notes: Notes) {
  work.emit({ _tag: "NodeStarted", node: work.step.name, key: request.key, reasons: work.reasons })
  const call = work.pool.call({ _tag: "Run", step: request }, listen(work, notes))
  const [took, outcome] = yield* work.slots.hold(work.step.definition.resources, work.held)(
    Effect.timed(withinTimeLimit(work.step, call))
  )
  if (outcome._tag !== "Outputs") throw new Error(`a worker answered Run with ${outcome._tag}`)
  return { outputs: outcome.outputs, executedItems: 0, isPassing: false, durationMs: Duration.toMillis(took) }
})

const requestOf = (work: StepWork): StepRequest => {
  const { encodedParams, isLabelConditioned, name: step, pipeline, seed } = work.step
  const params = JSON.parse(canonicalJson(encodedParams)) as unknown // in the order of the key, whatever was written
  const { inputs, key } = work.resolved
  const modules = Object.keys(work.resolved.keyRecord.modules ?? {})
  const isServed = Object.keys(work.step.services).length > 0
  const { placed } = work
  const along = work.again === "no" ? alongOf(work.step, work.resolved.keyRecord) : undefined
  const going = along === undefined ? {} : { along: { ...along, isKept: work.keepsStates } }
  return { step, key, params, seed, pipeline, isLabelConditioned, modules, isServed, inputs, placed, ...going }
}

const execute = Effect.fnUntraced(function*(work: StepWork, request: StepRequest, notes: Notes) {
  const { definition, name: step } = work.step
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

/**
 * Runs a step under its key's lock unless its result has appeared meanwhile. What the machine refuses meanwhile, in the
 * worker or here, fails this step alone.
 */
export const executeStep = Effect.fn("executeStep")(function*(work: StepWork) {
  const { emit, resolved, step, store } = work
  const startedAt = yield* Clock.currentTimeMillis
  const failWith = (failure: Failure) =>
    Effect.gen(function*() {
      return yield* new StepFailed({ failure, durationMs: (yield* Clock.currentTimeMillis) - startedAt })
    })
  const locked = Effect.gen(function*() {
    const known = store.lookup(resolved.key)
    if (known._tag === "Hit" && work.again === "no") {
      return { _tag: "Adopted", record: known.record } satisfies StepDone
    }
    const isCompared = work.again === "compare" && known._tag === "Hit"
    const again = work.again === "compare" && !isCompared ? "no" : work.again
    const notes: Notes = { metrics: {}, summary: undefined, finding: undefined, undeclared: nothingUndeclared }
    const request = requestOf(work)
    const { durationMs, executedItems, isPassing, outputs } = yield* Effect.ensuring(
      execute({ ...work, again }, request, notes),
      Effect.sync(() => warnOfUndeclared(work, notes.undeclared))
    )
    const differences = known._tag === "Miss"
      ? []
      : yield* differencesFrom(work, { request, notes }, known.record, outputs)
    if (isCompared && differences.length > 0) {
      return yield* failWith(nondeterministic(work, differences, notes.undeclared))
    }
    const finishedAt = DateTime.formatIso(yield* DateTime.now)
    const { mapped } = step.definition
    const made: ActionRecord = {
      key: resolved.key,
      node: step.definition.node,
      keyRecord: resolved.keyRecord,
      outputs,
      metrics: notes.metrics,
      summary: notes.summary ?? "",
      ...(notes.finding === undefined ? {} : { finding: notes.finding }),
      durationMs,
      run: work.run,
      finishedAt,
      ...(isPassing ? { isPassing } : {}),
      ...(mapped === undefined ? {} : { family: familyKey(resolved.keyRecord, mapped.over) })
    }
    const record = isCompared ? known.record : differences.length > 0 ? store.supersede(made) : store.publish(made)
    if (differences.length > 0) emit({ _tag: "NodeReplaced", node: step.name, key: record.key, differences })
    store.dropCheckpoint(resolved.key)
    const last = work.lastKey === undefined ? undefined : store.peek(work.lastKey)
    const unchanged = differences.length === 0 && last !== undefined &&
      differingPorts(last, record.outputs).length === 0
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
  return yield* guarded.pipe(
    Effect.catchTag("WorkFailed", (error) => failWith(error.failure)),
    Effect.catchDefect((defect) =>
      faultOf(defect) === undefined ? Effect.die(defect) : failWith(failureOf(Cause.die(defect)))
    )
  )
})
