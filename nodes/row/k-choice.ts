/** How the number of clusters came about. */
import * as Schema from "effect/Schema"
import { byPlaces } from "../../src/learn/cluster/possible-k.ts"

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

/** How many clusters and why, as one phrase; a k that was given needs no why. */
export const clustersByRule = (k: number, rule: string): string => {
  const clusters = k === 1 ? "1 cluster" : `${k} clusters`
  if (rule === "given") return clusters
  return rule === byPlaces ? `${clusters}, ${rule}` : `${clusters}, by ${rule}`
}
