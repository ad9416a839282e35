/** What a sweep looks for, and how a setting did by it. */
import type { RecordedMetric } from "../store/action.ts"
import type { Side } from "./hold-out.ts"

/**
 * A metric as trials name it, "score.silhouette", or with a star the mean of several, and whether more or less is wanted:
 * what is better unless stated.
 */
export interface Objective {
  readonly metric: string
  readonly direction?: "max" | "min"
}

/**
 * A metric of a trial. `readsLabels` where labels may have gone into it; `over` says of a labelled objective that it was
 * measured over one share of the rows; `of` names what a mean is of.
 */
export interface TrialMetric extends RecordedMetric {
  readonly over?: Side
  readonly of?: ReadonlyArray<string>
}

interface Measured {
  readonly metrics: Readonly<Record<string, TrialMetric>>
}

/** Reads an objective: `METRIC`, `METRIC:max` or `METRIC:min`. */
export const parseObjective = (text: string): Objective => {
  const [, metric = text, direction] = /^(.+?)(?::(max|min))?$/.exec(text) ?? []
  return direction === "max" || direction === "min" ? { metric, direction } : { metric }
}

const fits = (pattern: string) => {
  const parts = pattern.split("*")
  const [first = "", last = ""] = [parts[0], parts.at(-1)]
  return (name: string): boolean => {
    if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false
    let at = first.length
    for (const part of parts.slice(1, -1)) {
      const found = name.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return at <= name.length - last.length
  }
}

/**
 * The metrics that a name may mean: the one of that name; all that a star fits, "*.silhouette"; else all of it in some step,
 * "score.silhouette" for "silhouette".
 */
export const metricsNamed = (names: ReadonlyArray<string>, asked: string): ReadonlyArray<string> => {
  if (names.includes(asked)) return [asked]
  return names.filter(asked.includes("*") ? fits(asked) : (name) => name.endsWith(`.${asked}`))
}

/** A metric of one trial; undefined where it has none of that name, or several that end so. */
export const metricOf = ({ metrics }: Measured, name: string): TrialMetric | undefined => {
  const meant = metricsNamed(Object.keys(metrics), name)
  return meant.length === 1 ? metrics[meant[0]!] : undefined
}

/** Whether less of a metric is wanted. */
export const isLessWanted = ({ direction }: Objective, metric: RecordedMetric | undefined): boolean =>
  direction === undefined ? metric?.better === "lower" : direction === "min"

/**
 * Losses of a setting, less is better: means over its seeds. None where a trial has not measured an objective: such a
 * setting is known to have failed.
 */
export const lossesOfSetting = (
  trials: ReadonlyArray<Measured>,
  objectives: ReadonlyArray<Objective>
): ReadonlyArray<number> | undefined => {
  const losses = objectives.map((objective) => {
    const measured = trials.map((trial) => metricOf(trial, objective.metric))
    const mean = measured.reduce((sum, each) => sum + (each?.value ?? Number.NaN), 0) / measured.length
    return isLessWanted(objective, measured[0]) ? mean : -mean
  })
  return losses.some(Number.isNaN) ? undefined : losses
}
