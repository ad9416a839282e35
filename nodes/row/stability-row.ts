/** Whether a cluster is found again in subsamples. */
import * as Schema from "effect/Schema"

/** `jaccard` is the mean over subsamples, `dissolved` how many found it with less than 0.5. */
export const StabilityRow = Schema.Struct({
  cluster: Schema.Int,
  size: Schema.Int,
  jaccard: Schema.Number,
  dissolved: Schema.Int
})
export type StabilityRow = typeof StabilityRow.Type
