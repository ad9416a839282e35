/** One published number beside the same number from here. */
import * as Schema from "effect/Schema"

const maybe = Schema.NullOr(Schema.Number)

/**
 * `published` is what a study states, `recomputed` what a repetition outside this project gave, in words. `here` is the
 * mean over `runs` seeds with their `deviation`, `low` and `high` its extremes and `nullMean` what chance gives. `here` is
 * null where the number is not defined, for the reason that `reason` states.
 */
export const PublishedRow = Schema.Struct({
  what: Schema.String,
  metric: Schema.String,
  /** What the metric is measured in or against, as score-method names it; null where that means nothing. */
  against: Schema.NullOr(Schema.String),
  published: maybe,
  recomputed: Schema.NullOr(Schema.String),
  here: maybe,
  deviation: maybe,
  low: maybe,
  high: maybe,
  nullMean: maybe,
  runs: Schema.Int,
  isLabelConditioned: Schema.Boolean,
  reason: Schema.NullOr(Schema.String)
})
export type PublishedRow = typeof PublishedRow.Type
