/** What rank-methods.ts makes: methods in order, and every pair of them compared. */
import * as Schema from "effect/Schema"

const maybe = Schema.NullOr(Schema.Number)

/**
 * One method in one space; all numbers are means over `runs`, of scores that count every track (noise as singletons),
 * but for `coverage`, the share of tracks that are no noise. `deviation` is that of `value` between runs; `low` and
 * `high` bound 95 % of resampled runs, null for one run; `tracksLow` and `tracksHigh` 95 % of the values on other such
 * tracks. `best…` is the paired difference to the method ranked first and `bestP` at least 1 − level where it may be the
 * best itself (for what labels went into: Holm's p of that difference); `baseline…` that to the best baseline, with `baselineP` after Holm's correction
 * (src/learn/metric/test/stand-beside.ts); null where the metric has no errors on halves of the tracks. `rank` is null
 * exactly where `reason` says why.
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
  bestDifference: maybe,
  bestLow: maybe,
  bestHigh: maybe,
  bestP: maybe,
  baselineDifference: maybe,
  baselineLow: maybe,
  baselineHigh: maybe,
  baselineP: maybe,
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
 * First minus second. `low`, `high` and `p` are over the same tracks and seeds (src/learn/metric/test/paired-errors.ts),
 * null where the metric has no errors on halves of the tracks; the other p-values are over equal seeds alone
 * (compare-methods.ts), null for other or single runs. Holm: after correction for all pairs here.
 */
export const ComparisonRow = Schema.Struct({
  first: Schema.String,
  second: Schema.String,
  runs: Schema.Int,
  difference: Schema.Number,
  low: maybe,
  high: maybe,
  p: maybe,
  holm: maybe,
  signFlip: maybe,
  wilcoxon: maybe,
  signFlipHolm: maybe,
  wilcoxonHolm: maybe
})
export type ComparisonRow = typeof ComparisonRow.Type
