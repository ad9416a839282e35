/** The words that tell the lyrics of a cluster from all others. */
import * as Schema from "effect/Schema"

/** `sung` counts the cluster's tracks that have lyrics; only they count for its words. */
export const ClusterWords = Schema.Struct({
  cluster: Schema.Int,
  sung: Schema.Int,
  words: Schema.Array(Schema.Struct({ word: Schema.String, weight: Schema.Number, lift: Schema.Number }))
})
