/** What telling a conditional model one thing or another changes: made by nodes/study/compare-told.ts. */
import * as Schema from "effect/Schema"

/**
 * One telling. Errors are of the model's reconstructions; `ratio` is the median over tracks of the error divided by that of
 * the same track when told its own label, `worse` the share of tracks whose error is higher. The ARI of its clusters is
 * taken with the tracks' own labels, with those they were told (null where all were told the same) and with the clusters of
 * the first telling.
 */
export const ToldRow = Schema.Struct({
  telling: Schema.String,
  tracks: Schema.Int,
  medianError: Schema.Finite,
  ratio: Schema.Finite,
  worse: Schema.Finite,
  ariOwn: Schema.Finite,
  ariTold: Schema.NullOr(Schema.Finite),
  ariFirst: Schema.Finite
})
export type ToldRow = typeof ToldRow.Type
