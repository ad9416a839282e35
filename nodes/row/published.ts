/** A number that a study published, as compare-published.ts looks for the same number here. */
import * as Schema from "effect/Schema"
import { ScoredAgainst } from "./label-column.ts"

/** `coverage` is the share of tracks that are no noise; `accuracy` and `equal pairs` come from facts-as-scores.ts. */
const metrics = [
  "silhouette",
  "Calinski–Harabasz",
  "Davies–Bouldin",
  "ARI",
  "NMI",
  "purity",
  "accuracy",
  "equal pairs",
  "coverage",
  "clusters"
] as const

/** One published number: of which clustering, in which sense. */
export const Published = Schema.Struct({
  space: Schema.NonEmptyString,
  method: Schema.NonEmptyString,
  metric: Schema.Literals(metrics),
  against: ScoredAgainst,
  published: Schema.NullOr(Schema.Number),
  recomputed: Schema.NullOr(Schema.String)
})
export type Published = typeof Published.Encoded
