import { numberText, pText } from "./number-text.ts"
import { differenceText } from "./paired.ts"
import type { ReportMethod, ReportMetric } from "./report-model.ts"

/** One line of the results table: a metric, what it is measured against, and its value for every method in order. */
export interface MetricRow {
  readonly name: string
  readonly better: ReportMetric["better"]
  readonly cells: ReadonlyArray<ReportMetric | undefined>
}

const keyOf = (metric: ReportMetric): string => `${metric.metric}\u0000${metric.against ?? ""}`

/** Every metric of every method, in the order in which they first appear. */
export const metricRows = (methods: ReadonlyArray<ReportMethod>): ReadonlyArray<MetricRow> => {
  const first = new Map<string, ReportMetric>()
  for (const metric of methods.flatMap((method) => method.metrics)) {
    if (!first.has(keyOf(metric))) first.set(keyOf(metric), metric)
  }
  return [...first].map(([key, { against, better, metric }]) => ({
    name: against === undefined ? metric : `${metric}, ${against}`,
    better,
    cells: methods.map((method) => method.metrics.find((each) => keyOf(each) === key))
  }))
}

const span = (low: number, high: number): string => `${numberText(low, 2)} to ${numberText(high, 2)}`

/** How sure a number is, in short lines: its interval over tracks, its spread over seeds, and chance. */
export const besideNumber = (
  { deviation, high, low, nullHigh, nullLow, pValue, runs, toBaseline }: ReportMetric
): ReadonlyArray<string> => [
  ...(low === undefined || high === undefined ? [] : [`95 %: ${span(low, high)}`]),
  ...(deviation === undefined || runs === undefined || runs < 2 ? [] : [
    `± ${numberText(deviation, 2)} over ${runs} seeds`
  ]),
  ...(nullLow === undefined || nullHigh === undefined ? [] : [`null ${span(nullLow, nullHigh)}`]),
  ...(pValue === undefined ? [] : [pText(pValue)]),
  ...(toBaseline === undefined ? [] : [`to the baseline: ${differenceText(toBaseline)}`])
]

/** Methods that deserve sentences: all but the baselines, unless there is nothing else. */
export const spokenOf = (methods: ReadonlyArray<ReportMethod>): ReadonlyArray<ReportMethod> => {
  const models = methods.filter((method) => !method.isBaseline)
  return models.length > 0 ? models : methods
}
