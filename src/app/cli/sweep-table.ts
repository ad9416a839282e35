/** Trials of a sweep as a ranked table: one row per combination, means over its seeds. */
import type { Metric } from "../../dataflow/run/event.ts"
import type { Trial } from "../../dataflow/sweep/sweep.ts"
import { headlinesFirst } from "./headlines-first.ts"
import { formatMetric } from "./render/format-number.ts"

const metricsShown = 4

interface Group {
  readonly set: Trial["set"]
  readonly trials: ReadonlyArray<Trial>
}

const groups = (trials: ReadonlyArray<Trial>): ReadonlyArray<Group> => {
  const byset = Map.groupBy(trials, ({ set }) => JSON.stringify(set))
  return [...byset.values()].map((members) => ({ set: members[0]!.set, trials: members }))
}

const values = ({ trials }: Group, name: string): ReadonlyArray<number> =>
  trials.flatMap(({ metrics }) => metrics[name]?.value ?? [])

const mean = (numbers: ReadonlyArray<number>): number => numbers.reduce((sum, value) => sum + value, 0) / numbers.length

const cell = (numbers: ReadonlyArray<number>): string => {
  if (numbers.length === 0) return ""
  const center = mean(numbers)
  if (numbers.length === 1) return formatMetric(center)
  const spread = Math.sqrt(numbers.reduce((sum, value) => sum + (value - center) ** 2, 0) / (numbers.length - 1))
  return `${formatMetric(center)} ± ${formatMetric(spread)}`
}

/** Whether a metric tells the combinations apart; with one combination every metric counts. */
const isTelling = (combinations: ReadonlyArray<Group>, name: string): boolean =>
  combinations.length === 1 || new Set(combinations.map((group) => mean(values(group, name)))).size > 1

/** Metrics the trials report, headlines first; those the sweep leaves untouched come last. */
export const sweptMetrics = (trials: ReadonlyArray<Trial>): Readonly<Record<string, Metric>> => {
  const all: Readonly<Record<string, Metric>> = headlinesFirst(
    Object.assign({}, ...trials.map(({ metrics }) => metrics))
  )
  const combinations = groups(trials)
  const names = Object.keys(all)
  const telling = names.filter((name) => isTelling(combinations, name))
  return Object.fromEntries(
    [...telling, ...names.filter((name) => !telling.includes(name))].map((name) => [name, all[name]!])
  )
}

/** Header and rows, best first by the metric `sort`; combinations without it come last. */
export const sweepTable = (
  trials: ReadonlyArray<Trial>,
  sort: string | undefined
): ReadonlyArray<ReadonlyArray<string>> => {
  const metrics = sweptMetrics(trials)
  const sign = sort !== undefined && metrics[sort]?.better === "lower" ? 1 : -1
  const rank = (group: Group): number => {
    const numbers = sort === undefined ? [] : values(group, sort)
    return numbers.length === 0 ? Number.POSITIVE_INFINITY : sign * mean(numbers)
  }
  const ranked = groups(trials).toSorted((a, b) => rank(a) === rank(b) ? 0 : rank(a) - rank(b))
  const names = [...(sort === undefined ? [] : [sort]), ...Object.keys(metrics).filter((name) => name !== sort)]
    .slice(0, metricsShown)
  const parameters = Object.keys(trials[0]?.set ?? {})
  const hasFailed = trials.some(({ outcome }) => outcome === "failed")
  return [
    ["", ...parameters, ...names, ...(hasFailed ? ["failed"] : [])],
    ...ranked.map((group, i) => [
      String(i + 1),
      ...parameters.map((parameter) => group.set[parameter]!),
      ...names.map((name) => cell(values(group, name))),
      ...(hasFailed ? [String(group.trials.filter(({ outcome }) => outcome === "failed").length)] : [])
    ])
  ]
}
