/** What a node can report about its result beside its artifacts. */
import * as Schema from "effect/Schema"

/**
 * A number a node reports about its result; `better` gives its direction, `baseline` what chance or a baseline gets.
 * Headlines are shown first.
 */
export const Metric = Schema.Struct({
  value: Schema.Finite,
  better: Schema.Literals(["higher", "lower"]),
  baseline: Schema.optionalKey(Schema.Finite),
  isHeadline: Schema.optionalKey(Schema.Boolean)
})
export type Metric = typeof Metric.Type
