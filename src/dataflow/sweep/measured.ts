/** What a trial measured, as its sweep judges it: means of several steps, and labelled objectives over one share of the rows. */
import * as Effect from "effect/Effect"
import type { LoadedStep } from "../plan/loaded.ts"
import { readsLabels } from "../plan/metric-labels.ts"
import type { RecordedMetric } from "../store/action.ts"
import type { HoldOut, Side } from "./hold-out.ts"
import { metricsNamed, type Objective, type TrialMetric } from "./objective.ts"
import { type Again, scoreAgain } from "./score-again.ts"

/** What is looked for, by parameters at these paths. */
export interface Looking {
  readonly objectives: ReadonlyArray<Objective>
  readonly paths: ReadonlyArray<string>
  /** Absent where labelled objectives are measured over all rows. */
  readonly holdOut?: HoldOut | undefined
}

/**
 * Steps that parameters at these paths may reach: those that have them, and all that lies behind. A path of the pipeline
 * itself reaches every step.
 */
export const stepsReached = (
  steps: ReadonlyArray<Pick<LoadedStep, "decidedBy" | "name" | "wires">>,
  paths: ReadonlyArray<string>
): ReadonlySet<string> => {
  const owns = (path: string) => steps.filter(({ name }) => path.startsWith(`${name}.`)).map(({ name }) => name)
  const owners = paths.map((path) => owns(path).sort((a, b) => b.length - a.length)[0])
  if (owners.some((owner) => owner === undefined)) return new Set(steps.map(({ name }) => name))
  const reached = new Set(owners as ReadonlyArray<string>)
  for (const { decidedBy, name, wires } of steps) {
    const before = [...Object.values(wires).map(({ step }) => step), ...decidedBy]
    if (before.some((each) => reached.has(each))) reached.add(name)
  }
  return reached
}

/** A metric by "step.metric", with the step it is of. */
interface Own {
  readonly step: LoadedStep
  readonly name: string
  readonly metric: TrialMetric
}

/** All metrics of a run, marked where labels may have gone into them. */
const ownMetrics = ({ result: { loaded, records } }: Again): ReadonlyMap<string, Own> => {
  const own = new Map<string, Own>()
  for (const step of loaded.steps) {
    for (const [name, metric] of Object.entries(records.get(step.name)?.metrics ?? {})) {
      const { readsLabels: _, ...said } = metric
      const marked = readsLabels(step, name, metric) ? { ...said, readsLabels: true } : said
      own.set(`${step.name}.${name}`, { step, name, metric: marked })
    }
  }
  return own
}

/** The metrics an objective means: with a star those in reach of what is searched, where any is. */
const meantBy = (own: ReadonlyMap<string, Own>, { metric }: Objective, reached: ReadonlySet<string>) => {
  const meant = metricsNamed([...own.keys()], metric)
  const reachable = meant.filter((name) => reached.has(own.get(name)!.step.name))
  return metric.includes("*") && reachable.length > 0 ? reachable : meant
}

const meanOf = (of: ReadonlyArray<string>, metrics: Readonly<Record<string, TrialMetric>>): TrialMetric => {
  const all = of.map((name) => metrics[name]!)
  const [first] = all as [TrialMetric]
  const mean = (values: ReadonlyArray<number>) => values.reduce((sum, value) => sum + value, 0) / values.length
  const baselines = all.flatMap(({ baseline }) => baseline ?? [])
  return {
    value: mean(all.map(({ value }) => value)),
    better: first.better,
    ...(baselines.length === all.length ? { baseline: mean(baselines) } : {}),
    ...(all.some((each) => each.readsLabels === true) ? { readsLabels: true } : {}),
    ...(first.over === undefined || all.some(({ over }) => over !== first.over) ? {} : { over: first.over }),
    of
  }
}

/**
 * The metrics of a trial. Those that an objective means and that read labels are measured over the rows of one `side`, and
 * are missing where the step does not yield them on so few; an objective with a star has the mean under its own name.
 */
export const measured = Effect.fn("measured")(function*(
  again: Again,
  { holdOut, objectives, paths }: Looking,
  side: Side = "selection"
) {
  const own = ownMetrics(again)
  const metrics: Record<string, TrialMetric> = Object.fromEntries([...own].map(([name, { metric }]) => [name, metric]))
  const reached = stepsReached(again.result.loaded.steps, paths)
  const meant = objectives.map((objective) => meantBy(own, objective, reached))
  const shared = new Map<string, Readonly<Record<string, RecordedMetric>> | "Whole" | "Failed">()
  for (const full of holdOut === undefined ? [] : new Set(meant.flat())) {
    const { metric, name, step } = own.get(full)!
    if (metric.readsLabels !== true) continue
    if (!shared.has(step.name)) {
      const scored = yield* scoreAgain(again, step, { holdOut: holdOut!, side })
      shared.set(step.name, typeof scored === "string" ? scored : scored.metrics)
    }
    const scored = shared.get(step.name)!
    if (scored === "Whole") continue
    const found = scored === "Failed" ? undefined : scored[name]
    if (found === undefined) delete metrics[full]
    else metrics[full] = { ...found, readsLabels: true, over: side }
  }
  for (const [i, { metric }] of objectives.entries()) {
    const of = meant[i]!.filter((name) => name in metrics)
    if (metric.includes("*") && of.length > 0) metrics[metric] = meanOf(of, metrics)
  }
  return metrics as Readonly<Record<string, TrialMetric>>
})
