/** What a sweep looks for, and how a setting did by it. */
import type { RecordedMetric } from "../store/action.ts"

/** A metric as trials name it, "score.silhouette", and whether more or less is wanted: what is better unless stated. */
export interface Objective {
  readonly metric: string
  readonly direction?: "max" | "min"
}

interface Measured {
  readonly metrics: Readonly<Record<string, RecordedMetric>>
}

/** The metrics that a name may mean: the one of that name, else all of it in some step, "score.silhouette" for "silhouette". */
export const metricsNamed = (names: ReadonlyArray<string>, asked: string): ReadonlyArray<string> =>
  names.includes(asked) ? [asked] : names.filter((name) => name.endsWith(`.${asked}`))

/** A metric of one trial; undefined where it has none of that name, or several that end so. */
export const metricOf = ({ metrics }: Measured, name: string): RecordedMetric | undefined => {
  const meant = metricsNamed(Object.keys(metrics), name)
  return meant.length === 1 ? metrics[meant[0]!] : undefined
}

/**
 * Losses of a setting, less is better: means over its seeds. None where a trial has not measured an objective: such a
 * setting is known to have failed.
 */
export const lossesOfSetting = (
  trials: ReadonlyArray<Measured>,
  objectives: ReadonlyArray<Objective>
): ReadonlyArray<number> | undefined => {
  const losses = objectives.map(({ direction, metric }) => {
    const measured = trials.map((trial) => metricOf(trial, metric))
    const mean = measured.reduce((sum, each) => sum + (each?.value ?? Number.NaN), 0) / measured.length
    const isLess = direction === undefined ? measured[0]?.better === "lower" : direction === "min"
    return isLess ? mean : -mean
  })
  return losses.some(Number.isNaN) ? undefined : losses
}
