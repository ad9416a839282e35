/** What one cluster holds. */
import * as Schema from "effect/Schema"

/** `exemplars` are track ids, nearest first; `silhouettes` one value per member, highest first. */
export const ClusterDescription = Schema.Struct({
  cluster: Schema.Int,
  size: Schema.Int,
  labels: Schema.Array(Schema.Struct({ label: Schema.String, count: Schema.Int })),
  exemplars: Schema.Array(Schema.String),
  silhouettes: Schema.Array(Schema.Number)
})
