/** A number that a study published, as compare-published.ts looks for the same number here. */
import * as Schema from "effect/Schema"
import { AskedMetric, ScoredMethod } from "./asked-score.ts"

/** One published number: of which clustering, in which sense. */
export const Published = Schema.Struct({
  ...ScoredMethod.fields,
  ...AskedMetric.fields,
  published: Schema.NullOr(Schema.Number),
  recomputed: Schema.NullOr(Schema.String)
})
export type Published = typeof Published.Encoded
