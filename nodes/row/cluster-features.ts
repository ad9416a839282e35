/** The features that tell a cluster from all others. */
import * as Schema from "effect/Schema"

/** `difference` in standard deviations, positive where the cluster has more of it than other tracks. */
export const ClusterFeatures = Schema.Struct({
  cluster: Schema.Int,
  features: Schema.Array(Schema.Struct({ name: Schema.String, difference: Schema.Number })),
  /** What a listener calls them, the most telling first: listener-traits.ts. */
  heard: Schema.Array(Schema.String)
})
