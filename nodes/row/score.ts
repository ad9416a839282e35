/** One number about a clustering, beside what chance gives. */
import * as Schema from "effect/Schema"

/**
 * `against` is the label column of an external metric, or the space an internal one was measured in. The null is the
 * same statistic with labels permuted; `low` and `high` are its 2.5 and 97.5 percentiles and `p` the share of
 * permutations at least as good. `valueLow` and `valueHigh` bound 95 % of the values on other such tracks; `errors` are
 * those of the value on halves of the tracks, the same for all that are compared; null where a metric has no interval.
 */
export const Score = Schema.Struct({
  space: Schema.String,
  metric: Schema.String,
  against: Schema.String,
  isExternal: Schema.Boolean,
  better: Schema.Literals(["higher", "lower"]),
  value: Schema.Number,
  valueLow: Schema.NullOr(Schema.Number),
  valueHigh: Schema.NullOr(Schema.Number),
  errors: Schema.NullOr(Schema.Array(Schema.Number)),
  nullMean: Schema.Number,
  nullLow: Schema.Number,
  nullHigh: Schema.Number,
  p: Schema.Number
})
export type Score = typeof Score.Type
