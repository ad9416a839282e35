/** One number about a clustering, beside what chance gives. */
import * as Schema from "effect/Schema"

/**
 * `against` is the label column of an external metric, or the space an internal one was measured in. The null is the
 * same statistic with labels permuted; `low` and `high` are its 2.5 and 97.5 percentiles and `p` the share of
 * permutations at least as good.
 */
export const Score = Schema.Struct({
  space: Schema.String,
  metric: Schema.String,
  against: Schema.String,
  isExternal: Schema.Boolean,
  better: Schema.Literals(["higher", "lower"]),
  value: Schema.Number,
  nullMean: Schema.Number,
  nullLow: Schema.Number,
  nullHigh: Schema.Number,
  p: Schema.Number
})
export type Score = typeof Score.Type
