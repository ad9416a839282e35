/** Settings of a sweep as a ranked table: one row each, means over its seeds. */
import { meanOf, sweptMetrics, valuesOf } from "../../dataflow/sweep/ranked.ts"
import type { Setting } from "../../dataflow/sweep/sweep.ts"
import { formatMetric } from "./render/format-number.ts"
import { resourceOf, rungCell } from "./sweep-rungs.ts"

const metricsShown = 4

const cell = (numbers: ReadonlyArray<number>, half: number | undefined): string => {
  if (numbers.length === 0) return ""
  const center = formatMetric(meanOf(numbers))
  return half === undefined || numbers.length === 1 ? center : `${center} ± ${formatMetric(half)}`
}

/** What a table of settings shows: `by` ranks, `watched` come next; `halfOf` says how sure the mean of a metric is. */
export interface TableOptions {
  readonly by: string | undefined
  readonly watched: ReadonlyArray<string>
  readonly halfOf: (metric: string, seeds: number) => number | undefined
}

/** Metrics in the order of columns; of several that say the same in every row, the first. */
const columnsOf = (ranked: ReadonlyArray<Setting>, { by, watched }: TableOptions): ReadonlyArray<string> => {
  const swept = Object.keys(sweptMetrics(ranked))
  const asked = [...(by === undefined ? [] : [by]), ...watched]
  const said = new Set<string>()
  return [...new Set([...asked, ...swept])].filter((name) => {
    const values = JSON.stringify(ranked.map((setting) => valuesOf(setting, name)))
    if (name !== by && (said.has(values) || ranked.every((setting) => valuesOf(setting, name).length === 0))) {
      return false
    }
    said.add(values)
    return true
  }).slice(0, metricsShown)
}

/** Header and rows of settings in the order given. */
export const sweepTable = (
  ranked: ReadonlyArray<Setting>,
  options: TableOptions
): ReadonlyArray<ReadonlyArray<string>> => {
  const names = columnsOf(ranked, options)
  const parameters = [...new Set(ranked.flatMap(({ trials }) => trials.flatMap(({ set }) => Object.keys(set))))]
  const resource = resourceOf(ranked)
  const isFailed = ({ outcome }: Setting["trials"][number]) => outcome === "failed"
  const hasFailed = ranked.some(({ trials }) => trials.some(isFailed))
  const number = (setting: Setting, name: string) => {
    const values = valuesOf(setting, name)
    return cell(values, options.halfOf(name, values.length))
  }
  return [
    ["", ...parameters, ...(resource === undefined ? [] : [resource]), ...names, ...(hasFailed ? ["failed"] : [])],
    ...ranked.map((setting, i) => [
      String(i + 1),
      ...parameters.map((parameter) => setting.trials[0]?.set[parameter] ?? "–"),
      ...(resource === undefined ? [] : [rungCell(setting)]),
      ...names.map((name) => number(setting, name)),
      ...(hasFailed ? [String(setting.trials.filter(isFailed).length)] : [])
    ])
  ]
}
