/** Columns of tracks that say what a track is: clusters are compared with them, models may be told them. */
import * as Schema from "effect/Schema"

/** In the order in which results name them. */
export const labelColumns = ["label", "language"] as const

/** One of them, as a parameter. */
export const LabelColumn = Schema.Literals(labelColumns)
export type LabelColumn = typeof LabelColumn.Type

/** What a score can be against: the space that was clustered, the space all methods share, or a label column. */
export const ScoredAgainst = Schema.Literals(["own space", "common space", ...labelColumns])
