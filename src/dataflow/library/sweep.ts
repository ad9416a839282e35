/** Sweeps that a program asks for: a space in, ranked settings back. */
import * as Effect from "effect/Effect"
import * as Runtime from "effect/Runtime"
import * as Schema from "effect/Schema"
import * as os from "node:os"
import { commitOf } from "../code/commit.ts"
import type { Project } from "../code/project.ts"
import { loadPipeline } from "../plan/load.ts"
import type { Store } from "../store/store.ts"
import type { BestOfMany } from "../sweep/chance.ts"
import type { HeldOut } from "../sweep/held-out.ts"
import type { Importance } from "../sweep/importance.ts"
import { judged } from "../sweep/judged.ts"
import { parseObjective } from "../sweep/objective.ts"
import { meanOf, sweptMetrics, valuesOf } from "../sweep/ranked.ts"
import { lookedFor, searchPipeline, usualBudget, usualGroups, usualStrategy } from "../sweep/search.ts"
import { faultOf, sizeOf, type SpaceFault } from "../sweep/space-fault.ts"
import type { Space } from "../sweep/space.ts"
import { type StrategyName, strategyNames } from "../sweep/strategy.ts"
import type { SweepEvent } from "../sweep/sweep.ts"
import { type Asked, loadOptions } from "./asked.ts"

/**
 * What to search and how. `space` is best made by `Sweep.space`, which checks it. `objectives` are as after `--objective`:
 * "score.silhouette", "loss:min", with a star a mean; left out, what the pipeline declares. `strategy` is "grid" where the
 * space has an end, else "sobol", unless stated; `budget` 40 where there is no end; `seeds` 1.
 */
export interface SweepRequest extends Omit<Asked, "seed"> {
  readonly space: Space
  readonly strategy?: StrategyName
  readonly objectives?: ReadonlyArray<string>
  readonly budget?: number
  readonly seeds?: number
  /** Columns that say which rows belong together, where half of them are held out from labels: "group", then "artist". */
  readonly groups?: ReadonlyArray<string>
  readonly jobs?: number
  readonly onEvent?: (event: SweepEvent) => void
  /** Interrupts the sweep; the same one goes on where it was. */
  readonly signal?: AbortSignal
}

/** One setting: what was set, the runs of its seeds, and means of its metrics over them. */
export interface SweptSetting {
  readonly set: Readonly<Record<string, string>>
  readonly runs: ReadonlyArray<string>
  readonly failed: number
  readonly metrics: Readonly<Record<string, number>>
}

/**
 * How a sweep ended: settings best first. `chosenByLabels` where what ranked reads labels; `heldOut` is then what the winner
 * scores on rows it was not chosen on. `luck` says what of the best is chance, where there were several seeds.
 */
export interface Swept {
  readonly sweep: string
  readonly rankedBy: string | undefined
  readonly chosenByLabels: boolean
  readonly settings: ReadonlyArray<SweptSetting>
  readonly winner: SweptSetting | undefined
  readonly heldOut: HeldOut | undefined
  readonly luck: BestOfMany | undefined
  readonly importance: Importance | undefined
}

/** A sweep that cannot begin: its space, or its strategy without what that looks for. */
export class SweepRefused extends Schema.TaggedError<SweepRefused>()("SweepRefused", {
  message: Schema.String,
  hint: Schema.String
}) {
  override readonly [Runtime.errorExitCode] = 2
}

const objectivesNeeded = (strategy: StrategyName): number => strategy === "tpe" ? 1 : strategy === "nsga2" ? 2 : 0

const isFault = (cause: { readonly _tag: string }): cause is SpaceFault => cause._tag === "SpaceFault"

const refusal = ({ hint, message }: SpaceFault) => new SweepRefused({ message, hint })

/** Runs a sweep. Fails with SweepRefused, or with what is wrong with the pipeline. */
export const sweepIn = Effect.fn("Project.sweep")(function*(
  { project, store }: { readonly project: Project; readonly store: Store },
  pipeline: string,
  {
    budget,
    groups = usualGroups,
    jobs = os.availableParallelism(),
    objectives = [],
    onEvent,
    seeds = 1,
    space,
    ...more
  }: SweepRequest
) {
  const fault = faultOf(space)
  if (fault !== undefined) return yield* refusal(fault)
  const size = sizeOf(space)
  const { strategy = usualStrategy(size) } = more
  if (!strategyNames.includes(strategy)) {
    return yield* new SweepRefused({
      message: `There is no strategy "${strategy}".`,
      hint: `one of ${strategyNames.join(", ")}`
    })
  }
  const asked = loadOptions(more)
  const usual = yield* loadPipeline(project, store, pipeline, asked)
  const looked = lookedFor(usual, objectives.map(parseObjective), strategy)
  if (looked.objectives.length < objectivesNeeded(strategy)) {
    const message = `The strategy ${strategy} looks for objectives, and the pipeline declares none.`
    return yield* new SweepRefused({ message, hint: `objectives: ["score.silhouette"]` })
  }
  const tries = budget ?? (strategy === "grid" ? size : usualBudget)
  const options = {
    ...asked,
    space,
    strategy,
    seeds,
    jobs,
    groups,
    objectives: looked.objectives,
    commit: commitOf(project.root),
    ...(Number.isFinite(tries) ? { budget: tries } : {}),
    ...(Number.isFinite(size) ? { size } : {})
  }
  const record = yield* searchPipeline(project, store, usual, { ...looked, options }, onEvent ?? (() => {}))
    .pipe(Effect.mapError((cause) => isFault(cause) ? refusal(cause) : cause))
  const found = judged(record)
  const names = Object.keys(sweptMetrics(record.tried))
  const settings = found.ranked.map((setting): SweptSetting => ({
    set: setting.trials[0]?.set ?? {},
    runs: setting.trials.map(({ run }) => run),
    failed: setting.trials.filter(({ outcome }) => outcome === "failed").length,
    metrics: Object.fromEntries(names.flatMap((name) => {
      const values = valuesOf(setting, name)
      return values.length === 0 ? [] : [[name, meanOf(values)]]
    }))
  }))
  const swept: Swept = {
    sweep: record.sweep,
    rankedBy: found.by?.metric,
    chosenByLabels: found.isLabelled,
    settings,
    winner: found.winner === undefined ? undefined : settings[found.ranked.indexOf(found.winner)],
    heldOut: record.heldOut,
    luck: found.luck,
    importance: found.importance
  }
  return swept
})
