/**
 * Runs a plan: every step that is not fresh starts as soon as what it reads is there, within the slots of the machine;
 * each result is published once, whoever computed it first. Next: execute-step.ts.
 *
 * Room: executing a plan: in order, in parallel, once, and safely past a kill.
 */
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import { executedCode } from "../code/code-record.ts"
import type { Project } from "../code/project.ts"
import type { Resources } from "../dsl/node.ts"
import { sourceOfData } from "../plan/dataset.ts"
import { decide, decideFromCache } from "../plan/load.ts"
import type { Loaded, LoadedStep } from "../plan/loaded.ts"
import { type Plan, type PlannedNode, planRun, reasonsFor, resolveStep, type Selection } from "../plan/plan.ts"
import type { ActionRecord } from "../store/action.ts"
import type { Commit, Dataset, RunRecord, RunStatus } from "../store/run-record.ts"
import type { Store } from "../store/store.ts"
import { againOf, replacedBy, selectionOf } from "./again.ts"
import { type Crew, makeCrew } from "./crew.ts"
import { type Diary, emitterWithDiary } from "./diary.ts"
import type { NodeView, RunEvent } from "./event.ts"
import { executeStep, type StepFailed } from "./execute-step.ts"
import { toldToOthers } from "./live-log.ts"
import { materializeRun } from "./materialize.ts"
import type { Recall } from "./recall.ts"
import { type AskedTrial, rememberRun } from "./remember-run.ts"
import { writeStamp } from "./stamp.ts"
import type { Emit } from "./step-work.ts"

/**
 * `jobs` is the number of cores to use; `resources` says how much there is of others, where not the machine's memory and
 * one accelerator; a `crew` is shared with other runs and has both; `recall` calls steps back that no longer count, which
 * ends the run as interrupted; `trial` says which of which sweep it is, and whether history has it already; `check`
 * executes fresh steps again and compares the bytes, replacing none; `materialize` lays the outputs out under artifacts/; `commit` is asked, where anything is to run, for what history notes of the repository. What
 * `force` and `from` name is executed again, and other bytes replace its result.
 */
export interface RunOptions extends Selection {
  readonly jobs: number
  readonly resources?: Resources
  readonly crew?: Crew
  readonly recall?: Recall
  readonly trial?: AskedTrial
  readonly keepGoing: boolean
  readonly check: boolean
  readonly materialize: boolean
  /** Whether steps that can be gone on from keep their state, for a run that will do more of their work. */
  readonly keepsStates?: boolean
  readonly commit?: Effect.Effect<Commit | undefined>
}

/**
 * How a run ended; `status` and `dataset` as history has them, `records` the action of every step that is up to date,
 * `loaded` all that was decided.
 */
export interface RunResult {
  readonly loaded: Loaded
  readonly run: string
  readonly outcome: "ok" | "failed" | "interrupted"
  readonly status: RunStatus
  readonly dataset: Dataset
  readonly ran: number
  readonly cached: number
  readonly failed: number
  readonly skipped: number
  readonly executedItems: number
  readonly records: ReadonlyMap<string, ActionRecord>
}

const viewOf = ({ group, inputs, name }: PlannedNode): NodeView => ({ name, group, inputs })

/**
 * Whether the artifacts by which the pipeline was placed are still those the plan counts on: one that must be made
 * again may come out otherwise. One that is only compared stays.
 */
const isDecidedBy = ({ decided }: Loaded, { nodes }: Plan, options: RunOptions): boolean => {
  const planned = new Map(nodes.map((node) => [node.name, node]))
  return Object.entries(decided).every(([read, { digest }]) => {
    const at = read.lastIndexOf(".")
    const node = planned.get(read.slice(0, at))
    if (node === undefined || (options.check && node.reasons.some(({ _tag }) => _tag === "Forced"))) return true
    return node.record?.outputs[read.slice(at + 1)]?.digest === digest
  })
}

/** The plan for a pipeline, placed again should what decided it have changed since it was loaded. */
const planNow = Effect.fnUntraced(function*(store: Store, loaded: Loaded, options: RunOptions) {
  let plan = yield* planRun(store, loaded, selectionOf(loaded, options))
  if (isDecidedBy(loaded, plan, options)) return { loaded, plan }
  const again = yield* decideFromCache(store, loaded, replacedBy(options))
  plan = yield* planRun(store, again, selectionOf(again, options))
  return { loaded: again, plan }
})

/** Brings a pipeline up to date. Failing steps are events and counts, not errors of this effect. */
export const runPipeline = Effect.fn("runPipeline")(function*(
  project: Project,
  store: Store,
  asked: Loaded,
  options: RunOptions,
  onEvent: (event: RunEvent) => void
) {
  const run = crypto.randomUUID().replaceAll("-", "").slice(0, 12)
  yield* store.lease(run) // before planning: what the plan counts on must not be collected
  const now = yield* planNow(store, asked, options)
  const fresh = now.plan.nodes.filter((node) => node.status === "fresh")
  const isNull = fresh.length === now.plan.nodes.length
  const clock = yield* Clock.Clock
  const heard = isNull ? onEvent : yield* toldToOthers(store, run, onEvent)
  const { diary, emit, startedMs } = emitterWithDiary(clock, heard)
  emit({
    _tag: "RunStarted",
    run,
    pipeline: asked.name,
    seed: asked.seed,
    nodes: now.plan.nodes.map(viewOf),
    cached: fresh.length
  })
  const records = new Map<string, ActionRecord>()
  const counts = { ran: 0, cached: 0, failed: 0, skipped: 0, savedMs: 0, executedItems: 0 }
  const adopt = (node: string, record: ActionRecord) => {
    records.set(node, record)
    counts.cached++
    counts.savedMs += record.durationMs
    emit({ _tag: "NodeCached", node, key: record.key, summary: summaryOf(record) })
  }
  for (const node of fresh) adopt(node.name, node.record!)
  const failures: Work["failures"] = {}
  const work: Work = { ...now, project, store, options, run, emit, diary, records, counts, failures, adopt }
  const commit = isNull || options.commit === undefined ? undefined : yield* options.commit
  const finish = (outcome: "ok" | "failed" | "interrupted") => {
    const { executedItems: _, savedMs, ...counted } = counts
    const ended = {
      run,
      outcome,
      startedMs,
      endedMs: clock.currentTimeMillisUnsafe(),
      counts: counted,
      failures,
      commit,
      executed: diary.executed()
    }
    const remembered = rememberRun(store, work, ended)
    emit({ _tag: "RunFinished", outcome, savedMs, ...counted })
    return remembered
  }
  if (!isNull) {
    yield* Effect.onInterrupt(runStale(work), () => Effect.sync(() => finish("interrupted")))
  }
  const { loaded } = work
  const isLeft = options.recall?.isGiven === true && counts.skipped > 0
  if (options.materialize && !isLeft) {
    const laidOut = materializeRun(project, store, loaded, records)
    yield* Effect.onError(laidOut, () => Effect.sync(() => finish("failed"))) // what was computed is recorded
  }
  const outcome = counts.failed > 0 ? "failed" : isLeft ? "interrupted" : "ok"
  const { dataset, status } = finish(outcome)
  if (status === "succeeded" && options.materialize) {
    writeStamp(project, store, loaded, records)
    store.flush()
  }
  const result: RunResult = { loaded, run, outcome, status, dataset, ...counts, records }
  return result
}, Effect.scoped)

const summaryOf = (record: ActionRecord): string =>
  Object.values(record.outputs).map((output) => output.summary).find((summary) => summary !== "") ?? ""

/** A run as it stands; `loaded` and `plan` grow with each decision. */
interface Work {
  readonly project: Project
  readonly store: Store
  loaded: Loaded
  plan: Plan
  readonly options: RunOptions
  readonly run: string
  readonly emit: Emit
  readonly diary: Diary
  readonly records: Map<string, ActionRecord>
  readonly counts: { ran: number; failed: number; skipped: number; executedItems: number }
  readonly failures: Record<string, NonNullable<RunRecord["failures"]>[string]>
  readonly adopt: (node: string, record: ActionRecord) => void
}

const runStale = (work: Work) =>
  Effect.scoped(Effect.gen(function*() {
    const { adopt, counts, diary, emit, failures, options, records, store } = work
    const { compiled, name: pipeline, parameters } = work.loaded
    const { pool, slots } = options.crew?.code === executedCode(compiled.code)
      ? options.crew
      : yield* makeCrew(work.project, store, compiled, options)
    const lastKeys = store.ref(pipeline, sourceOfData(work.loaded.asked.data))?.steps ?? {}
    const said = new Set<string>()
    const settled = new Map<string, Deferred.Deferred<void>>()
    const state: { stoppedBy: string | undefined } = { stoppedBy: undefined }

    const fail = (node: PlannedNode, failed: StepFailed) => {
      counts.failed++
      const { message, tag } = failed.failure
      failures[node.name] = { tag, message }
      if (!options.keepGoing) state.stoppedBy ??= node.name
      emit({ _tag: "NodeFailed", node: node.name, durationMs: failed.durationMs, failure: failed.failure })
    }
    const skip = (node: PlannedNode, because: string) => {
      counts.skipped++
      emit({ _tag: "NodeSkipped", node: node.name, because })
    }
    const runOne = Effect.fnUntraced(function*(node: PlannedNode, step: LoadedStep) {
      for (const input of node.inputs) yield* Deferred.await(settled.get(input)!)
      const missing = node.inputs.find((input) => !records.has(input))
      if (missing !== undefined || state.stoppedBy !== undefined) return skip(node, missing ?? state.stoppedBy!)
      const resolved = node.resolved ?? resolveStep(store, step, records)
      for (const limit of slots.beyond(step.definition.resources)) {
        emit({ _tag: "NodeLimited", node: node.name, ...limit })
      }
      const done = yield* executeStep({
        store,
        pool,
        slots,
        step,
        resolved,
        again: againOf(options, node.name),
        keepsStates: options.keepsStates ?? false,
        placed: { request: compiled.request.value, parameters, decided: work.loaded.decided },
        run: work.run,
        pipeline,
        lastKey: lastKeys[step.name]?.key,
        reasons: node.resolved === undefined
          ? reasonsFor(store, step, resolved, lastKeys[step.name]?.key)
          : node.reasons,
        emit,
        held: diary.holder(node.name),
        said
      })
      if (done._tag === "Adopted") {
        return adopt(node.name, done.record)
      }
      counts.ran++
      counts.executedItems += done.executedItems
      records.set(node.name, done.record)
    }, (effect, node) => Effect.catchTag(effect, "StepFailed", (failed) => Effect.sync(() => fail(node, failed))))

    const runUnlessRecalled = (node: PlannedNode, step: LoadedStep) =>
      options.recall?.until(node.name, runOne(node, step), () => skip(node, "changed meanwhile")) ?? runOne(node, step)

    /** Runs what the plan holds by now and was not begun; beside it, waits for the next decision and runs what follows. */
    const runPlanned: Effect.Effect<void, Effect.Error<ReturnType<typeof extend>>> = Effect.suspend(() => {
      const steps = new Map(work.loaded.steps.map((step) => [step.name, step]))
      const begun = work.plan.nodes.filter(({ isHeld, name }) => !isHeld && !settled.has(name))
      for (const { name } of begun) settled.set(name, Deferred.makeUnsafe())
      const running = Effect.forEach(
        begun,
        (node) =>
          (node.status === "fresh" ? Effect.void : runUnlessRecalled(node, steps.get(node.name)!)).pipe(
            Effect.ensuring(Deferred.succeed(settled.get(node.name)!, undefined))
          ),
        { concurrency: "unbounded", discard: true }
      )
      return work.loaded.pending === undefined
        ? running
        : Effect.all([running, goOn(work.loaded.pending.step)], { concurrency: 2, discard: true })
    })
    const extend = (record: ActionRecord) =>
      Effect.gen(function*() {
        const known = new Set(work.plan.nodes.map(({ name }) => name))
        const read = work.plan.pending!
        work.loaded = yield* decide(store, work.loaded, record)
        work.plan = yield* planRun(store, work.loaded, selectionOf(work.loaded, options), records)
        const nodes = work.plan.nodes.filter(({ name }) => !known.has(name))
        const fresh = work.plan.nodes.filter(({ name, status }) => status === "fresh" && !records.has(name))
        emit({ _tag: "PlanExtended", read, nodes: nodes.map(viewOf), cached: fresh.length })
        for (const node of fresh) adopt(node.name, node.record!)
      })
    const goOn = (step: string): typeof runPlanned =>
      Effect.gen(function*() {
        const decider = settled.get(step)
        if (decider === undefined) return // not selected
        yield* Deferred.await(decider)
        const record = records.get(step)
        if (record !== undefined && state.stoppedBy === undefined) {
          yield* extend(record)
          return yield* runPlanned
        }
        for (const node of work.plan.nodes) {
          if (node.isHeld) skip(node, state.stoppedBy ?? step)
        }
      })
    yield* runPlanned
  }))
