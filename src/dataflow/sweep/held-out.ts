/**
 * The winner of a sweep that chose by labels, scored on the rows it was not chosen on, beside the pipeline as it stands:
 * what is left of the gain where nobody looked.
 */
import * as Effect from "effect/Effect"
import type { Project } from "../code/project.ts"
import { loadPipeline } from "../plan/load.ts"
import { makeCrew } from "../run/crew.ts"
import { runPipeline } from "../run/run.ts"
import type { Store } from "../store/store.ts"
import { measured } from "./measured.ts"
import { isLessWanted, metricOf, type Objective } from "./objective.ts"
import { isFull } from "./reached.ts"
import {
  lookingFor,
  nameOfTrial,
  recordedTrials,
  type Setting,
  type SweepEvent,
  sweepId,
  type SweepOptions
} from "./sweep.ts"

/** Scores of one setting by seed, over the rows that settings were chosen on and over the others. */
export interface BothSides {
  readonly set: Readonly<Record<string, string>>
  readonly selection: ReadonlyArray<number>
  readonly heldOut: ReadonlyArray<number>
}

/** `usual` is the pipeline without what was searched, with as much of
 * what trials are given more of as the winner has. Without numbers where its rows could not be shared out. */
export interface HeldOut {
  readonly metric: string
  readonly winner: BothSides
  readonly usual: BothSides
}

const meanOf = (values: ReadonlyArray<number>): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** The setting whose mean over seeds is best by an objective; undefined where none has a value for every seed. */
export const winnerBy = (tried: ReadonlyArray<Setting>, objective: Objective): Setting | undefined => {
  const scored = tried.filter(isFull).flatMap((setting) => {
    const found = setting.trials.map((trial) => metricOf(trial, objective.metric))
    const values = found.flatMap((metric) => metric?.value ?? [])
    const sign = isLessWanted(objective, found[0]) ? 1 : -1
    return values.length === 0 || values.length < found.length ? [] : [{ setting, loss: sign * meanOf(values) }]
  })
  return scored.toSorted((a, b) => a.loss - b.loss)[0]?.setting
}

/** Whether a sweep chose by labels: whether its first objective reads them in some trial. */
export const isLabelled = (tried: ReadonlyArray<Setting>, { metric }: Objective): boolean =>
  tried.some(({ trials }) => trials.some((trial) => metricOf(trial, metric)?.readsLabels === true))

/**
 * Both sides of the winner and of the pipeline as it stands, by the first objective. Undefined where labels did not choose
 * or nothing can be held out. What the cache lacks of the pipeline as it stands is run, as trial 0.
 */
export const heldOutScores = Effect.fn("heldOutScores")(function*(
  project: Project,
  store: Store,
  pipeline: string,
  { options, tried }: { readonly options: SweepOptions; readonly tried: ReadonlyArray<Setting> },
  onEvent: (event: SweepEvent) => void
) {
  const { commit, data, everywhere, fidelity, jobs, objectives: [objective], resources, seeds } = options
  const winner = objective === undefined ? undefined : winnerBy(tried, objective)
  if (winner === undefined || !isLabelled(tried, objective!)) return undefined
  const { metric } = objective!
  if (winner.trials.some((trial) => metricOf(trial, metric)?.over !== "selection")) return undefined
  const asked = { ...(data === undefined ? {} : { data }), ...(everywhere === undefined ? {} : { everywhere }) }
  const first = options.seed === undefined ? {} : { seed: options.seed }
  const most = fidelity === undefined ? {} : { [fidelity.path]: `${fidelity.most}` }
  const base = yield* loadPipeline(project, store, pipeline, { ...asked, ...first, set: options.set })
  const crew = yield* makeCrew(project, store, base.compiled, { jobs, resources })
  const sweep = sweepId(pipeline, base.seed, options)
  const isRecorded = recordedTrials(store, sweep).has(nameOfTrial({ trial: 0 }))
  const looking = lookingFor(options, base.seed)
  const how = { targets: [], force: [], jobs, keepGoing: true, check: false, materialize: false }

  const runOne = Effect.fnUntraced(function*(set: BothSides["set"], seed: number) {
    const loaded = yield* loadPipeline(project, store, pipeline, {
      ...asked,
      set: { ...options.set, ...set, ...most },
      seed
    })
    const isUsual = Object.keys(set).length === 0
    const trial = { sweep, trial: 0, isRecorded: !isUsual || isRecorded }
    const noting = commit === undefined ? {} : { commit }
    if (isUsual) onEvent({ _tag: "TrialStarted", trial: 0, of: undefined, set, seed })
    const result = yield* runPipeline(project, store, loaded, { ...how, ...noting, crew, trial }, (event) => {
      if (isUsual) onEvent({ _tag: "TrialEvent", trial: 0, event })
    })
    const selection = yield* measured({ store, crew, result }, looking, "selection")
    const heldOut = yield* measured({ store, crew, result }, looking, "held-out")
    const { executedItems, outcome, ran, run } = result
    const ended = { trial: 0, run, set, seed, outcome, metrics: selection, ran, executedItems }
    if (isUsual) onEvent({ _tag: "TrialEnded", trial: ended })
    const other = metricOf({ metrics: heldOut }, metric)
    return {
      selection: metricOf({ metrics: selection }, metric)?.value,
      heldOut: other?.over === "held-out" ? other.value : undefined
    }
  })
  const bothSides = Effect.fnUntraced(function*(set: BothSides["set"]) {
    const runs = yield* Effect.forEach(
      Array.from({ length: seeds }, (_, i) => base.seed + i),
      (seed) => runOne(set, seed)
    )
    const both: BothSides = {
      set,
      selection: runs.flatMap(({ selection }) => selection ?? []),
      heldOut: runs.flatMap(({ heldOut }) => heldOut ?? [])
    }
    return both
  })
  const found: HeldOut = {
    metric,
    winner: yield* bothSides(winner.trials[0]!.set),
    usual: yield* bothSides({})
  }
  return found
}, Effect.scoped)
