/** One number about how latents share out what is known of tracks. */
import * as Schema from "effect/Schema"

/** `factors` are the label columns taken as factors, between commas. `value` is null exactly where `reason` says why. */
export const DisentanglementRow = Schema.Struct({
  space: Schema.String,
  isLabelConditioned: Schema.Boolean,
  factors: Schema.String,
  tracks: Schema.Int,
  metric: Schema.Literals([
    "MIG",
    "SAP",
    "DCI disentanglement",
    "DCI completeness",
    "DCI informativeness",
    "modularity",
    "explicitness"
  ]),
  value: Schema.NullOr(Schema.Number),
  reason: Schema.NullOr(Schema.String)
})
export type DisentanglementRow = typeof DisentanglementRow.Type
