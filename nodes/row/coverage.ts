/** How much of the tracks a clustering covers. Policies for the rest: src/learn/metric/clustering/noise.ts. */
import * as Schema from "effect/Schema"
import { coverageOf } from "../../src/learn/metric/clustering/noise.ts"

/** `share` of `tracks` that lie in one of `clusters`; the others have cluster −1. */
export const Coverage = Schema.Struct({
  tracks: Schema.Int,
  clustered: Schema.Int,
  share: Schema.Number,
  clusters: Schema.Int
})

/** Coverage as one phrase. */
export const coverageSentence = (labels: ArrayLike<number>): string => {
  const { clustered, clusters, tracks } = coverageOf(labels)
  if (clusters === 0) return `no cluster: all ${tracks} tracks are noise`
  const found = clusters === 1 ? "1 cluster" : `${clusters} clusters`
  return clustered === tracks ? found : `${found}, ${tracks - clustered} of ${tracks} tracks are noise`
}
