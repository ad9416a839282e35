/**
 * Sweeps: settings of a pipeline's parameters, asked from a strategy one by one and told how they did. Every trial is an
 * ordinary run on one store, so what trials share runs once and an interrupted sweep goes on where it was; all share the
 * threads and the slots of one crew.
 *
 * Room: many runs of one pipeline with other parameters.
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Result from "effect/Result"
import * as Semaphore from "effect/Semaphore"
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import type { Project } from "../code/project.ts"
import type { Resources } from "../dsl/node.ts"
import { continuesAlong } from "../plan/along.ts"
import { decideFromCache, loadPipeline } from "../plan/load.ts"
import type { Loaded, LoadOptions } from "../plan/loaded.ts"
import { settingOf } from "../plan/setting.ts"
import { type Crew, makeCrew } from "../run/crew.ts"
import type { RunEvent } from "../run/event.ts"
import { type RunOptions, runPipeline, type RunResult } from "../run/run.ts"
import type { Store } from "../store/store.ts"
import { climb, type Rung } from "./climb.ts"
import type { Fidelity } from "./fidelity.ts"
import type { HoldOut } from "./hold-out.ts"
import { type Looking, measured } from "./measured.ts"
import { lossesOfSetting, type Objective, type TrialMetric } from "./objective.ts"
import type { Point, Space } from "./space.ts"
import { type StrategyName, strategyOf } from "./strategy.ts"
import { pastOf, type Pending, type Told } from "./trial.ts"

/**
 * What to try: points of `space` in the order of a strategy, `budget` of them where that is not all there are, each with
 * so many seeds, the first of them `seed`, by which the strategy draws too. `objectives` are what a strategy that learns is
 * told. With `groups`, columns that say which rows belong together, labelled objectives are measured over a share of the rows
 * only, so that the other can judge the winner: held-out.ts.
 */
export interface SweepOptions extends LoadOptions {
  readonly space: Space
  readonly strategy: StrategyName
  readonly budget?: number
  readonly seeds: number
  readonly objectives: ReadonlyArray<Objective>
  /** How trials are given more of a parameter, the best of them most; each gets all that is set when left out. */
  readonly fidelity?: Fidelity
  readonly groups?: HoldOut["groups"]
  readonly jobs: number
  readonly resources?: Resources
  readonly commit?: NonNullable<RunOptions["commit"]>
}

/** One trial: its setting and seed, what it measured, and what it had to execute. */
export interface Trial {
  /** From 1; the trials of a setting follow each other. */
  readonly trial: number
  readonly run: string
  readonly set: Readonly<Record<string, string>>
  readonly seed: number
  readonly outcome: RunResult["outcome"]
  readonly metrics: Readonly<Record<string, TrialMetric>>
  readonly ran: number
  readonly executedItems: number
  /** Where on the rungs it is, and how much of their resource the run was to spend. */
  readonly rung?: Rung & { readonly spent: number }
  /** Why the pipeline could not be placed with this setting. */
  readonly problem?: string
}

/** A setting, as a strategy knows it, with the trials of its seeds. */
export interface Setting extends Told {
  readonly trials: ReadonlyArray<Trial>
  /** All of its rungs, where trials climb them; it is as the last one left it. */
  readonly rungs?: ReadonlyArray<Setting>
}

/** What a sweep says while it works; events of several trials come mixed. */
export type SweepEvent =
  | {
    readonly _tag: "TrialStarted"
    readonly trial: number
    readonly of: number | undefined
    readonly set: Trial["set"]
    readonly seed: number
    readonly rung?: Rung
  }
  | { readonly _tag: "TrialEvent"; readonly trial: number; readonly event: RunEvent }
  | { readonly _tag: "TrialEnded"; readonly trial: Trial }

/** Settings tried at once by a strategy that learns: what it is asked must not depend on the machine's cores. */
const togetherWhileLearning = 4

const learns = (strategy: StrategyName): boolean => strategy === "tpe" || strategy === "nsga2"

const nothing = { run: "", outcome: "failed", metrics: {}, ran: 0, executedItems: 0 } as const

/** What tells a sweep from others: the same sweep, begun again, has the same name in the history. */
export const sweepId = (pipeline: string, seed: number, options: SweepOptions): string => {
  const { budget = null, data = null, everywhere = {}, fidelity, groups, objectives, seeds, set, space } = options
  const { strategy } = options
  const search = { space, strategy, budget, seeds, objectives, groups, fidelity }
  const asked = { pipeline, seed, ...search, set, everywhere, data }
  return digestOf(canonicalJson(JSON.parse(JSON.stringify(asked)))).slice(0, 12)
}

/** A trial, and its rung, among those of a sweep. */
export const nameOfTrial = ({ rung = 1, trial }: { readonly trial: number; readonly rung?: number }) =>
  `${trial}/${rung}`

/** Trials of a sweep that the history has already, with their rungs. */
export const recordedTrials = (store: Store, sweep: string): ReadonlySet<string> =>
  new Set(
    store.runs().flatMap(({ status, trial }) =>
      trial?.sweep === sweep && status === "succeeded" ? [nameOfTrial(trial)] : []
    )
  )

/** How much of the resource a run is to spend: what is above the rung below, where its step goes on from there. */
const spentOf = ({ steps }: Loaded, { path }: Fidelity, { before, resource }: Rung): number => {
  const goesOn = steps.some((step) => `${step.name}.${continuesAlong(step)}` === path)
  return goesOn ? resource - before : resource
}

/** What trials are measured by; shares of rows are drawn from the pipeline's seed. */
export const lookingFor = ({ groups, objectives, space }: SweepOptions, seed: number): Looking => ({
  objectives,
  paths: Object.keys(space),
  holdOut: groups === undefined ? undefined : { groups, seed }
})

/** How many trials there will be, where that is known. */
const countOf = ({ budget, seeds }: SweepOptions, all: number | undefined): number | undefined => {
  const settings = all === undefined ? budget : Math.min(all, budget ?? all)
  return settings === undefined ? undefined : settings * seeds
}

/**
 * Runs a sweep and answers with its settings in the order they were asked for. A failed trial is a row, not an error.
 * `size` is the number of points in the space where it has an end.
 */
export const runSweep = Effect.fn("runSweep")(function*(
  project: Project,
  store: Store,
  pipeline: string,
  options: SweepOptions & { readonly size?: number },
  onEvent: (event: SweepEvent) => void
) {
  const { budget = Number.POSITIVE_INFINITY, commit, data, everywhere, fidelity, jobs, resources, seeds, space } =
    options
  const { strategy } = options
  const noting = commit === undefined ? {} : { commit: yield* Effect.cached(commit) }
  const asked = { ...(data === undefined ? {} : { data }), ...(everywhere === undefined ? {} : { everywhere }) }
  const first = options.seed === undefined ? {} : { seed: options.seed }
  const base = yield* loadPipeline(project, store, pipeline, { ...asked, ...first, set: options.set })
  const crew: Crew = yield* makeCrew(project, store, base.compiled, { jobs, resources })
  const ask = strategyOf(strategy, space, base.seed)
  if ("_tag" in ask) return yield* Effect.fail(ask)
  const sweep = sweepId(pipeline, base.seed, options)
  const recorded = recordedTrials(store, sweep)
  const looking = lookingFor(options, base.seed)
  const of = countOf(options, options.size)

  const runTrial = Effect.fnUntraced(function*(set: Trial["set"], at: number, i: number, rung: Rung | undefined) {
    const seed = base.seed + i
    const trial = at * seeds + i + 1
    onEvent({ _tag: "TrialStarted", trial, of, set, seed, ...(rung === undefined ? {} : { rung }) })
    const given = rung === undefined ? {} : { [fidelity!.path]: `${rung.resource}` }
    const placed = yield* Effect.result(
      decideFromCache(store, {
        compiled: base.compiled, // all trials run the code that the sweep began with
        asked: { ...asked, set: { ...options.set, ...set, ...given }, seed }
      })
    )
    if (Result.isFailure(placed)) {
      const problem = placed.failure.message
      const at = rung === undefined ? {} : { rung: { ...rung, spent: 0 } }
      const refused: Trial = { ...nothing, trial, set, seed, problem, ...at }
      onEvent({ _tag: "TrialEnded", trial: refused })
      return refused
    }
    const loaded = placed.success
    const how = { targets: [], force: [], jobs, keepGoing: true, check: false, materialize: false, ...noting }
    const numbered = { trial, ...(rung === undefined ? {} : { rung: rung.rung }) }
    const isOf = { sweep, ...numbered, isRecorded: recorded.has(nameOfTrial(numbered)) }
    const keepsStates = rung !== undefined && rung.rung < rung.of
    const result = yield* runPipeline(project, store, loaded, { ...how, crew, keepsStates, trial: isOf }, (event) => {
      onEvent({ _tag: "TrialEvent", trial, event })
    })
    const { executedItems, outcome, ran, run } = result
    const spent = rung === undefined ? {} : { rung: { ...rung, spent: spentOf(result.loaded, fidelity!, rung) } }
    const metrics = yield* measured({ store, crew, result }, looking)
    const ended: Trial = { trial, run, set, seed, outcome, metrics, ran, executedItems, ...spent }
    onEvent({ _tag: "TrialEnded", trial: ended })
    return ended
  })
  const runSetting = Effect.fnUntraced(function*(point: Point, at: number, rung?: Rung) {
    const set = Object.fromEntries(Object.entries(point).map(([path, value]) => [path, settingOf(value)]))
    const trials = yield* Effect.forEach(
      Array.from({ length: seeds }, (_, i) => i),
      (i) => runTrial(set, at, i, rung),
      { concurrency: "unbounded" }
    )
    const setting: Setting = { trial: at, point, losses: lossesOfSetting(trials, options.objectives), trials }
    return rung === undefined ? setting : { ...setting, resource: rung.resource }
  })

  if (fidelity !== undefined) {
    return yield* climb({ ask, fidelity, budget, together: togetherWhileLearning, run: runSetting })
  }
  const isLearning = learns(strategy)
  const together = isLearning ? togetherWhileLearning : Number.POSITIVE_INFINITY
  const turns = yield* Semaphore.make(jobs) // what learns nothing begins once another trial has ended
  const begun: Array<Pending | Setting> = []
  const ends: Array<Deferred.Deferred<void>> = []
  const running = []
  for (let at = 0; at < budget; at++) {
    const past = ends[at - together]
    if (past !== undefined) yield* Deferred.await(past)
    if (!isLearning) yield* turns.take(1)
    const known = pastOf(at, together, begun)
    if (known === undefined) break // a setting ended without an answer: joining it says why
    const point = ask(at, known.told, known.pending)
    if (point === undefined) break
    const end = Deferred.makeUnsafe<void>()
    ends.push(end)
    begun[at] = { trial: at, point }
    const one = runSetting(point, at).pipe(
      Effect.tap((setting) => Effect.sync(() => begun[at] = setting)),
      Effect.ensuring(Effect.andThen(Deferred.succeed(end, undefined), isLearning ? Effect.void : turns.release(1)))
    )
    running.push(yield* Effect.forkScoped(one))
  }
  return yield* Effect.forEach(running, (each) => Fiber.join(each))
}, Effect.scoped)
