/**
 * Parameter sweeps: every trial is an ordinary run on one store, so what trials share runs once and an interrupted
 * sweep goes on where it was.
 *
 * Room: many runs of one pipeline with other parameters.
 */
import * as Effect from "effect/Effect"
import type { Project } from "../code/project.ts"
import type { Resources } from "../dsl/node.ts"
import { loadPipeline } from "../plan/load.ts"
import type { LoadOptions } from "../plan/loaded.ts"
import type { RunEvent } from "../run/event.ts"
import { type RunOptions, runPipeline, type RunResult } from "../run/run.ts"
import type { RecordedMetric } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import { combinations } from "./grid.ts"

/** What to try: values as on the command line by parameter path, and how many seeds each combination gets. */
export interface SweepOptions extends Omit<LoadOptions, "seed"> {
  readonly grid: Readonly<Record<string, ReadonlyArray<string>>>
  readonly seeds: number
  readonly jobs: number
  readonly resources?: Resources
  readonly commit?: NonNullable<RunOptions["commit"]>
}

/** One trial: its parameters and seed, what it measured, and what it had to execute. */
export interface Trial {
  readonly set: Readonly<Record<string, string>>
  readonly seed: number
  readonly outcome: RunResult["outcome"]
  readonly metrics: Readonly<Record<string, RecordedMetric>>
  readonly ran: number
  readonly executedItems: number
}

/** What a sweep says while it works. */
export type SweepEvent =
  | {
    readonly _tag: "TrialStarted"
    readonly trial: number
    readonly of: number
    readonly set: Trial["set"]
    readonly seed: number
  }
  | { readonly _tag: "TrialEvent"; readonly trial: number; readonly event: RunEvent }

/** All metrics of a run, as "step.metric". */
export const metricsOf = (result: RunResult): Trial["metrics"] =>
  Object.fromEntries(
    [...result.records].flatMap(([step, record]) =>
      Object.entries(record.metrics).map(([name, metric]) => [`${step}.${name}`, metric])
    )
  )

/** Runs every combination of the grid with every seed, in order. A failed trial is a row, not an error. */
export const runSweep = Effect.fn("runSweep")(function*(
  project: Project,
  store: Store,
  pipeline: string,
  options: SweepOptions,
  onEvent: (event: SweepEvent) => void
) {
  const { commit, data, everywhere, grid, jobs, resources = {}, seeds } = options
  const noting = commit === undefined ? {} : { commit }
  const asked = { ...(data === undefined ? {} : { data }), ...(everywhere === undefined ? {} : { everywhere }) }
  const sets = combinations(grid)
  const of = sets.length * seeds
  const trials: Array<Trial> = []
  for (const combination of sets) {
    const set = { ...options.set, ...combination }
    const base = yield* loadPipeline(project, store, pipeline, { ...asked, set })
    for (let i = 0; i < seeds; i++) {
      const seed = base.seed + i
      const trial = trials.length + 1
      onEvent({ _tag: "TrialStarted", trial, of, set: combination, seed })
      const loaded = i === 0
        ? base
        : yield* loadPipeline(project, store, pipeline, { ...asked, set, seed })
      const isLast = trial === of
      const run = {
        targets: [],
        force: [],
        jobs,
        resources,
        keepGoing: true,
        check: false,
        materialize: isLast,
        ...noting
      }
      const result = yield* runPipeline(
        project,
        store,
        loaded,
        run,
        (event) => onEvent({ _tag: "TrialEvent", trial, event })
      )
      const { executedItems, outcome, ran } = result
      trials.push({ set: combination, seed, outcome, metrics: metricsOf(result), ran, executedItems })
    }
  }
  return trials
})
