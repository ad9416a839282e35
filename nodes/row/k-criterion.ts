/** What criteria say about the number of clusters: made by choose-k.ts. */
import * as Schema from "effect/Schema"

/** One number of clusters; what is undefined for it is null. */
export const KCriterion = Schema.Struct({
  k: Schema.Int,
  inertia: Schema.Number,
  silhouette: Schema.NullOr(Schema.Number),
  calinskiHarabasz: Schema.NullOr(Schema.Number),
  gap: Schema.Number,
  gapError: Schema.Number,
  stability: Schema.NullOr(Schema.Number)
})

/** The k each criterion picks, and the one most of them do. */
export const KPicked = Schema.Struct({
  elbow: Schema.Int,
  silhouette: Schema.Int,
  calinskiHarabasz: Schema.Int,
  gap: Schema.Int,
  stability: Schema.Int,
  most: Schema.Int
})
