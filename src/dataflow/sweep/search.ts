/** A whole sweep: what the pipeline asks for where nothing is asked, its trials, the winner elsewhere, and its record. */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Project } from "../code/project.ts"
import type { Loaded } from "../plan/loaded.ts"
import type { Store } from "../store/store.ts"
import { heldOutScores } from "./held-out.ts"
import { type Objective, parseObjective } from "./objective.ts"
import type { StrategyName } from "./strategy.ts"
import { type SweepRecord, sweepRecordVersion, writeSweep } from "./sweep-record.ts"
import { runSweep, type SweepEvent, sweepId, type SweepOptions } from "./sweep.ts"

/** Columns that say which rows belong together, where labelled objectives are measured over half of them. */
export const usualGroups = ["group", "artist"] as const

/** What is looked for, and whose word that is; `watched` are metrics to show beside it. */
export interface LookedFor {
  readonly objectives: ReadonlyArray<Objective>
  readonly isDeclared: boolean
  readonly watched: ReadonlyArray<string>
}

/**
 * What to look for: what is asked, else what the pipeline declares. Of several that it declares only a strategy for several
 * objectives looks for all; others look for the first and the rest is watched.
 */
export const lookedFor = (
  { compiled }: Pick<Loaded, "compiled">,
  asked: ReadonlyArray<Objective>,
  strategy: StrategyName
): LookedFor => {
  const declared = (compiled.pipeline.objectives ?? []).map(parseObjective) // absent where an older version placed it
  const watched = declared.map(({ metric }) => metric)
  if (asked.length > 0) return { objectives: asked, isDeclared: false, watched }
  return { objectives: strategy === "nsga2" ? declared : declared.slice(0, 1), isDeclared: true, watched }
}

/** The strategy of a space unless one is asked for: all there is where that ends, else evenly spread. */
export const usualStrategy = (size: number): StrategyName => Number.isFinite(size) ? "grid" : "sobol"

/** Settings to try unless it is said. */
export const usualBudget = 40

/** Runs a sweep of a pipeline, scores a winner that labels chose elsewhere, and keeps the record, which it answers with. */
export const searchPipeline = Effect.fn("searchPipeline")(function*(
  project: Project,
  store: Store,
  usual: Loaded,
  { isDeclared, options, watched }: Omit<LookedFor, "objectives"> & {
    readonly options: SweepOptions & { readonly size?: number }
  },
  onEvent: (event: SweepEvent) => void
) {
  const { name: pipeline, seed } = usual
  const tried = yield* runSweep(project, store, pipeline, options, onEvent)
  const heldOut = yield* heldOutScores(project, store, pipeline, { options, tried }, onEvent)
  const { data, fidelity, objectives, seeds, set, space, strategy } = options
  const record: SweepRecord = {
    version: sweepRecordVersion,
    sweep: sweepId(pipeline, seed, options),
    pipeline,
    finishedAt: DateTime.formatIso(yield* DateTime.now),
    strategy,
    seed,
    seeds,
    set,
    ...(data === undefined ? {} : { data }),
    space,
    ...(fidelity === undefined ? {} : { fidelity }),
    objectives,
    isDeclared,
    watched,
    tried,
    ...(heldOut === undefined ? {} : { heldOut })
  }
  writeSweep(store, record)
  return record
})
