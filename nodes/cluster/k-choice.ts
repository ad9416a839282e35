/** How the number of clusters came about. */
import * as Schema from "effect/Schema"

/** What was tried for each k; empty when k was given. */
export const KChoice = Schema.Struct({
  k: Schema.Int,
  rule: Schema.String,
  inertia: Schema.Number,
  candidates: Schema.Array(Schema.Struct({
    k: Schema.Int,
    silhouette: Schema.Number,
    calinskiHarabasz: Schema.Number,
    inertia: Schema.Number
  }))
})
