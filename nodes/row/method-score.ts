/** One number about one run of one method, for ranking tables. */
import * as Schema from "effect/Schema"

/**
 * `run` pairs methods: equal numbers mean equal seeds. `coverage` is the share of tracks that are no noise, `clusters`
 * counts without noise. `noise` is what was done with it: src/learn/metric/clustering/score-clustering.ts. `low` and `high` bound
 * 95 % of the values on other such tracks, null where the metric has no such interval; `nullLow` and `nullHigh` bound
 * those of 95 % of the permutations. `errors` are those of the value on halves of the tracks, the same halves for all
 * methods scored alike (src/learn/metric/resampling/half-sample.ts), null where there is no interval. `value` and all that goes with it are null exactly where `reason` says why.
 */
export const MethodScore = Schema.Struct({
  method: Schema.String,
  space: Schema.String,
  run: Schema.Int,
  isLabelConditioned: Schema.Boolean,
  tracks: Schema.Int,
  clusters: Schema.Int,
  coverage: Schema.Number,
  noise: Schema.Literals(["none", "excluded", "singletons"]),
  metric: Schema.String,
  against: Schema.String,
  isExternal: Schema.Boolean,
  better: Schema.Literals(["higher", "lower"]),
  value: Schema.NullOr(Schema.Number),
  low: Schema.NullOr(Schema.Number),
  high: Schema.NullOr(Schema.Number),
  errors: Schema.NullOr(Schema.Array(Schema.Number)),
  nullMean: Schema.NullOr(Schema.Number),
  nullLow: Schema.NullOr(Schema.Number),
  nullHigh: Schema.NullOr(Schema.Number),
  p: Schema.NullOr(Schema.Number),
  reason: Schema.NullOr(Schema.String)
})
export type MethodScore = typeof MethodScore.Type
