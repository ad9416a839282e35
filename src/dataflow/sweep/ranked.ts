/** Settings of a sweep in order, and the numbers beside them: means over seeds. */
import { isLessWanted, metricOf, type Objective, type TrialMetric } from "./objective.ts"
import { reached } from "./reached.ts"
import type { Setting } from "./sweep.ts"

/** Values of a metric by seed; trials without it are left out. */
export const valuesOf = ({ trials }: Setting, name: string): ReadonlyArray<number> =>
  trials.flatMap((trial) => metricOf(trial, name)?.value ?? [])

/** The mean of some numbers. */
export const meanOf = (numbers: ReadonlyArray<number>): number =>
  numbers.reduce((sum, value) => sum + value, 0) / numbers.length

/** Whether a metric tells the settings apart; with one setting every metric counts. */
const isTelling = (tried: ReadonlyArray<Setting>, name: string): boolean =>
  tried.length === 1 || new Set(tried.map((setting) => meanOf(valuesOf(setting, name)))).size > 1

/** Metrics the trials report, headlines first; those the sweep leaves untouched come last. */
export const sweptMetrics = (tried: ReadonlyArray<Setting>): Readonly<Record<string, TrialMetric>> => {
  const all = new Map<string, TrialMetric>()
  for (const { trials } of tried) {
    for (const { metrics } of trials) for (const [name, metric] of Object.entries(metrics)) all.set(name, metric)
  }
  const telling = new Set([...all.keys()].filter((name) => isTelling(tried, name)))
  const place = ([name, { isHeadline }]: readonly [string, TrialMetric]) =>
    (telling.has(name) ? 0 : 2) + (isHeadline === true ? 0 : 1)
  const ordered = [...all].sort((a, b) => place(a) - place(b))
  return Object.assign(Object.create(null), Object.fromEntries(ordered)) // names are a pipeline's own
}

/**
 * Settings best first by a metric, its direction the objective's; those that have not measured it for every seed last, in
 * the order they were tried. One that was stopped early stands below those that came further.
 */
export const rankedSettings = (
  tried: ReadonlyArray<Setting>,
  objective: Objective | undefined
): ReadonlyArray<Setting> => {
  if (objective === undefined) return tried
  const first = tried.flatMap(({ trials }) => trials.flatMap((trial) => metricOf(trial, objective.metric) ?? []))[0]
  const sign = isLessWanted(objective, first) ? 1 : -1
  const lossOf = (setting: Setting): number => {
    const values = valuesOf(setting, objective.metric)
    return values.length === 0 || values.length < setting.trials.length ? Infinity : sign * meanOf(values)
  }
  return tried.map((setting) => ({ setting, loss: lossOf(setting) }))
    .sort((a, b) => reached(b.setting) - reached(a.setting) || (a.loss === b.loss ? 0 : a.loss - b.loss))
    .map(({ setting }) => setting)
}
