/** What rank-methods.ts makes: methods in order, and every pair of them compared. */
import * as Schema from "effect/Schema"

const maybe = Schema.NullOr(Schema.Number)

/**
 * One method in one space; all numbers are means over `runs`, of scores that count every track (noise as singletons),
 * but for `coverage`, the share of tracks that are no noise. `deviation` is that of `value` between runs; `low` and
 * `high` bound 95 % of resampled runs, null for one run; `tracksLow` and `tracksHigh` 95 % of the values on other such
 * tracks. `rank` is null exactly where `reason` says why.
 */
export const RankedRow = Schema.Struct({
  rank: Schema.NullOr(Schema.Int),
  method: Schema.String,
  space: Schema.String,
  isLabelConditioned: Schema.Boolean,
  runs: Schema.Int,
  clusters: Schema.Number,
  coverage: Schema.Number,
  /** Mean of the metric that ranks. */
  value: maybe,
  deviation: maybe,
  low: maybe,
  high: maybe,
  tracksLow: maybe,
  tracksHigh: maybe,
  nullMean: maybe,
  nullLow: maybe,
  nullHigh: maybe,
  /** The largest p over the runs. */
  p: maybe,
  silhouetteOwn: maybe,
  silhouetteCommon: maybe,
  calinskiHarabasz: maybe,
  daviesBouldin: maybe,
  ari: maybe,
  nmi: maybe,
  ami: maybe,
  purity: maybe,
  reason: Schema.NullOr(Schema.String)
})
export type RankedRow = typeof RankedRow.Type

/**
 * First minus second over equal runs; p-values as in src/learn/metric/test/compare-methods.ts, the last two after Holm's
 * correction.
 */
export const ComparisonRow = Schema.Struct({
  first: Schema.String,
  second: Schema.String,
  runs: Schema.Int,
  difference: Schema.Number,
  low: Schema.Number,
  high: Schema.Number,
  signFlip: Schema.Number,
  wilcoxon: Schema.Number,
  signFlipHolm: Schema.Number,
  wilcoxonHolm: Schema.Number
})
export type ComparisonRow = typeof ComparisonRow.Type
