/** What a node can report about its result beside its artifacts. */
import * as Schema from "effect/Schema"
import { described } from "../kind/check.ts"

/**
 * A number a node reports about its result; `better` gives its direction, `baseline` what chance or a baseline gets.
 * Headlines are shown first. `readsLabels` says whether labels went into it, where its step takes labels: of a step that
 * does, every metric counts as labelled that does not say otherwise (src/dataflow/plan/metric-labels.ts).
 */
export const Metric = Schema.Struct({
  value: Schema.Finite,
  better: Schema.Literals(["higher", "lower"]),
  baseline: Schema.optionalKey(Schema.Finite),
  isHeadline: Schema.optionalKey(Schema.Boolean),
  readsLabels: Schema.optionalKey(Schema.Boolean)
})
export type Metric = typeof Metric.Type

const isNumber = (value: unknown): value is number => typeof value === "number"

/**
 * Throws a TypeError for a metric that no record could hold and no table rank: a NaN, or what types would have refused.
 * Here, as the record of such a result could not be read again.
 */
export const checkMetric = (name: string, metric: Metric): void => {
  const { baseline, better, value }: Partial<Metric> = typeof metric === "object" && metric !== null ? metric : {}
  const odd = [value, ...(baseline === undefined ? [] : [baseline])].find((each) => !Number.isFinite(each))
  const wrong = !isNumber(value) || odd !== undefined
    ? `is ${isNumber(odd) ? odd : described(odd)}; metrics are finite numbers, so leave out what cannot be told`
    : better !== "higher" && better !== "lower"
    ? `has better: ${described(better)}; "higher" or "lower" says its direction`
    : undefined
  if (wrong !== undefined) throw new TypeError(`the metric ${JSON.stringify(name)} ${wrong}`)
}
