/**
 * Runs a plan: every step that is not fresh starts as soon as what it reads is there, within the slots of the machine;
 * each result is published once, whoever computed it first. Next: execute-step.ts.
 *
 * Room: executing a plan: in order, in parallel, once, and safely past a kill.
 */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type { Project } from "../code/project.ts"
import type { Loaded, LoadedStep } from "../plan/load.ts"
import { type Plan, type PlannedNode, planRun, reasonsFor, resolveStep, type Selection } from "../plan/plan.ts"
import type { ActionRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import type { RunEvent } from "./event.ts"
import { executeStep, type StepFailed } from "./execute-step.ts"
import { materializeRun } from "./materialize.ts"
import { makeSlots } from "./slots.ts"
import { writeStamp } from "./stamp.ts"
import type { Emit } from "./step-work.ts"
import { makePool } from "./threads/pool.ts"

/**
 * `jobs` is the number of cores to use; `check` executes fresh steps again and compares the bytes; `materialize` lays
 * the outputs out under artifacts/.
 */
export interface RunOptions extends Selection {
  readonly jobs: number
  readonly keepGoing: boolean
  readonly check: boolean
  readonly materialize: boolean
}

/** How a run ended; `records` holds the action of every step that is up to date. */
export interface RunResult {
  readonly run: string
  readonly outcome: "ok" | "failed"
  readonly ran: number
  readonly cached: number
  readonly failed: number
  readonly skipped: number
  readonly executedItems: number
  readonly records: ReadonlyMap<string, ActionRecord>
}

const makeEmit = Effect.fnUntraced(function*(onEvent: (event: RunEvent) => void) {
  const clock = yield* Clock.Clock
  const began = clock.currentTimeMillisUnsafe()
  const emit: Emit = (event) => onEvent({ ...event, at: clock.currentTimeMillisUnsafe() - began } as RunEvent)
  return emit
})

/** Brings a pipeline up to date. Failing steps are events and counts, not errors of this effect. */
export const runPipeline = Effect.fn("runPipeline")(function*(
  project: Project,
  store: Store,
  loaded: Loaded,
  options: RunOptions,
  onEvent: (event: RunEvent) => void
) {
  const run = crypto.randomUUID().replaceAll("-", "").slice(0, 12)
  yield* store.lease(run) // before planning: what the plan counts on must not be collected
  const force = options.check ? loaded.steps.map((step) => step.name) : options.force
  const plan = yield* planRun(store, loaded, { ...options, force })
  const emit = yield* makeEmit(onEvent)
  const finishedAt = DateTime.formatIso(yield* DateTime.now)
  const fresh = plan.nodes.filter((node) => node.status === "fresh")
  emit({
    _tag: "RunStarted",
    run,
    pipeline: loaded.name,
    seed: loaded.seed,
    nodes: plan.nodes.map(({ group, inputs, name }) => ({ name, group, inputs })),
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
  const finish = (outcome: "ok" | "failed" | "interrupted") => {
    const { executedItems: _, ...counted } = counts
    rememberRun(store, loaded, { run, finishedAt }, records)
    emit({ _tag: "RunFinished", outcome, ...counted })
  }
  if (fresh.length < plan.nodes.length) {
    yield* Effect.onInterrupt(
      runStale({ project, store, loaded, options, plan, run, emit, records, counts, adopt }),
      () => Effect.sync(() => finish("interrupted"))
    )
  }
  if (options.materialize) yield* materializeRun(project, store, loaded, records)
  const outcome = counts.failed > 0 ? "failed" : "ok"
  finish(outcome)
  if (outcome === "ok" && options.materialize && records.size === loaded.steps.length) {
    writeStamp(project, store, loaded, records)
    store.flush()
  }
  const result: RunResult = { run, outcome, ...counts, records }
  return result
}, Effect.scoped)

const summaryOf = (record: ActionRecord): string =>
  Object.values(record.outputs).map((output) => output.summary).find((summary) => summary !== "") ?? ""

/** Points the pipeline's reference at what is up to date now; steps this run did not reach keep their last action. */
const rememberRun = (
  store: Store,
  loaded: Loaded,
  { finishedAt, run }: { readonly run: string; readonly finishedAt: string },
  records: ReadonlyMap<string, ActionRecord>
): void => {
  const before = store.ref(loaded.name)
  const isKnown = before?.seed === loaded.seed && Object.keys(before.steps).length === loaded.steps.length &&
    [...records].every(([step, { key }]) => before.steps[step]?.key === key)
  if (!isKnown) {
    const known = new Set(loaded.steps.map((step) => step.name))
    const kept = Object.entries(before?.steps ?? {}).filter(([step]) => known.has(step))
    const reached = [...records].map(([step, { key, outputs }]) => {
      const digests = Object.entries(outputs).map(([port, { digest }]) => [port, digest])
      return [step, { key, outputs: Object.fromEntries(digests) }]
    })
    const steps = Object.fromEntries([...kept, ...reached])
    store.setRef({ pipeline: loaded.name, run, seed: loaded.seed, finishedAt, steps })
  }
  store.flush() // a null run leaves nothing but its stat cache
}

interface Work {
  readonly project: Project
  readonly store: Store
  readonly loaded: Loaded
  readonly options: RunOptions
  readonly plan: Plan
  readonly run: string
  readonly emit: Emit
  readonly records: Map<string, ActionRecord>
  readonly counts: { ran: number; failed: number; skipped: number; executedItems: number }
  readonly adopt: (node: string, record: ActionRecord) => void
}

const runStale = (work: Work) =>
  Effect.scoped(Effect.gen(function*() {
    const { adopt, counts, emit, loaded, options, plan, records, store } = work
    const slots = yield* makeSlots(options.jobs)
    const pool = yield* makePool({ cacheRoot: work.project.cacheRoot, entry: loaded.entry, data: loaded.data })
    const steps = new Map(loaded.steps.map((step) => [step.name, step]))
    const lastKeys = store.ref(loaded.name)?.steps ?? {}
    const settled = new Map<string, Deferred.Deferred<void>>()
    for (const node of plan.nodes) settled.set(node.name, yield* Deferred.make<void>())
    const state: { stoppedBy: string | undefined } = { stoppedBy: undefined }

    const fail = (node: PlannedNode, failed: StepFailed) => {
      counts.failed++
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
      const isForced = options.check || options.force.includes(node.name) || options.from === node.name
      const done = yield* executeStep({
        store,
        pool,
        slots,
        step,
        resolved,
        isForced,
        run: work.run,
        pipeline: loaded.name,
        reasons: node.resolved === undefined
          ? reasonsFor(store, step, resolved, lastKeys[step.name]?.key)
          : node.reasons,
        emit
      })
      if (done._tag === "Adopted") return adopt(node.name, done.record)
      counts.ran++
      counts.executedItems += done.executedItems
      records.set(node.name, done.record)
    }, (effect, node) => Effect.catchTag(effect, "StepFailed", (failed) => Effect.sync(() => fail(node, failed))))

    yield* Effect.forEach(
      plan.nodes,
      (node) =>
        (node.status === "fresh" ? Effect.void : runOne(node, steps.get(node.name)!)).pipe(
          Effect.ensuring(Deferred.succeed(settled.get(node.name)!, undefined))
        ),
      { concurrency: "unbounded", discard: true }
    )
  }))
