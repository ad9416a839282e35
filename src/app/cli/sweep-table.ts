/** Settings of a sweep as a ranked table: one row each, means over its seeds. */
import type { Metric } from "../../dataflow/run/event.ts"
import { headlinesFirst } from "../../dataflow/store/metrics-by-name.ts"
import type { Setting } from "../../dataflow/sweep/sweep.ts"
import { formatMetric } from "./render/format-number.ts"
import { reached, resourceOf, rungCell } from "./sweep-rungs.ts"

const metricsShown = 4

const values = ({ trials }: Setting, name: string): ReadonlyArray<number> =>
  trials.flatMap(({ metrics }) => metrics[name]?.value ?? [])

const mean = (numbers: ReadonlyArray<number>): number => numbers.reduce((sum, value) => sum + value, 0) / numbers.length

const cell = (numbers: ReadonlyArray<number>): string => {
  if (numbers.length === 0) return ""
  const center = mean(numbers)
  if (numbers.length === 1) return formatMetric(center)
  const spread = Math.sqrt(numbers.reduce((sum, value) => sum + (value - center) ** 2, 0) / (numbers.length - 1))
  return `${formatMetric(center)} ± ${formatMetric(spread)}`
}

/** Whether a metric tells the settings apart; with one setting every metric counts. */
const isTelling = (tried: ReadonlyArray<Setting>, name: string): boolean =>
  tried.length === 1 || new Set(tried.map((setting) => mean(values(setting, name)))).size > 1

/** Metrics the trials report, headlines first; those the sweep leaves untouched come last. */
export const sweptMetrics = (tried: ReadonlyArray<Setting>): Readonly<Record<string, Metric>> => {
  const reported = tried.flatMap(({ trials }) => trials.map(({ metrics }) => metrics))
  const all: Readonly<Record<string, Metric>> = headlinesFirst(Object.assign({}, ...reported))
  const names = Object.keys(all)
  const telling = names.filter((name) => isTelling(tried, name))
  return Object.fromEntries(
    [...telling, ...names.filter((name) => !telling.includes(name))].map((name) => [name, all[name]!])
  )
}

/**
 * Settings best first by the metric `by`; those without it last, in the order they were tried. One that was stopped early
 * stands below those that came further.
 */
export const rankedSettings = (tried: ReadonlyArray<Setting>, by: string | undefined): ReadonlyArray<Setting> => {
  const sign = by !== undefined && sweptMetrics(tried)[by]?.better === "lower" ? 1 : -1
  const rank = (setting: Setting): number => {
    const numbers = by === undefined ? [] : values(setting, by)
    return numbers.length === 0 ? Number.POSITIVE_INFINITY : sign * mean(numbers)
  }
  return tried.toSorted((a, b) => reached(b) - reached(a) || (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
}

/** Header and rows of settings in the order given. */
export const sweepTable = (
  ranked: ReadonlyArray<Setting>,
  by: string | undefined
): ReadonlyArray<ReadonlyArray<string>> => {
  const metrics = sweptMetrics(ranked)
  const names = [...(by === undefined ? [] : [by]), ...Object.keys(metrics).filter((name) => name !== by)]
    .slice(0, metricsShown)
  const parameters = [...new Set(ranked.flatMap(({ trials }) => trials.flatMap(({ set }) => Object.keys(set))))]
  const resource = resourceOf(ranked)
  const isFailed = ({ outcome }: Setting["trials"][number]) => outcome === "failed"
  const hasFailed = ranked.some(({ trials }) => trials.some(isFailed))
  return [
    ["", ...parameters, ...(resource === undefined ? [] : [resource]), ...names, ...(hasFailed ? ["failed"] : [])],
    ...ranked.map((setting, i) => [
      String(i + 1),
      ...parameters.map((parameter) => setting.trials[0]?.set[parameter] ?? "–"),
      ...(resource === undefined ? [] : [rungCell(setting)]),
      ...names.map((name) => cell(values(setting, name))),
      ...(hasFailed ? [String(setting.trials.filter(isFailed).length)] : [])
    ])
  ]
}
