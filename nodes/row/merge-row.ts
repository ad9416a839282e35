/** Two clusters becoming one. */
import * as Schema from "effect/Schema"

/** `left` and `right` are one track of each, by its row in the vectors; rows are ordered by `height`, lowest first. */
export const MergeRow = Schema.Struct({ left: Schema.Int, right: Schema.Int, height: Schema.Number })
export type MergeRow = typeof MergeRow.Type
