/** How dense a space is: the radius DBSCAN was given and the distances it was chosen from. */
import * as Schema from "effect/Schema"

/** Sorted distances with the radius they led to; empty when the radius was given. */
export const Density = Schema.Struct({
  eps: Schema.Number,
  minSamples: Schema.Int,
  sortedDistances: Schema.Array(Schema.Number)
})
export type Density = typeof Density.Type
