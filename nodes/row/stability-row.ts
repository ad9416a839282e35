/** Whether clusters are found again in subsamples. */
import * as Schema from "effect/Schema"

/** `jaccard` is the mean over subsamples, `dissolved` how many found it with less than 0.5. */
export const StabilityRow = Schema.Struct({
  cluster: Schema.Int,
  size: Schema.Int,
  jaccard: Schema.Number,
  dissolved: Schema.Int
})
export type StabilityRow = typeof StabilityRow.Type

/** Mean, smallest and largest ARI of all pairs of subsamples; null where there is one cluster. */
export const Agreement = Schema.Struct({
  k: Schema.Int,
  repeats: Schema.Int,
  share: Schema.Number,
  meanAri: Schema.NullOr(Schema.Number),
  lowestAri: Schema.Number,
  highestAri: Schema.Number
})
