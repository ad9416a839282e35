/** How a clustering of one space holds up on tracks it was not fitted on. */
import * as Schema from "effect/Schema"

const maybe = Schema.NullOr(Schema.Number)

const about = {
  space: Schema.String,
  isLabelConditioned: Schema.Boolean,
  column: Schema.String,
  clusters: Schema.Int,
  tracks: Schema.Int,
  /** Of `tracks`, those with a label. */
  labelled: Schema.Int
}

/** Agreement of held-out tracks with labels by the nearest centre, of the same tracks clustered with all, and of both. */
const numbers = {
  heldOutAri: maybe,
  heldOutNmi: maybe,
  inSampleAri: maybe,
  inSampleNmi: maybe,
  /** ARI of the held-out assignment with the clustering of all tracks. */
  agreement: maybe,
  /** Why a number is null, or a fold is left out of its mean. */
  reason: Schema.NullOr(Schema.String)
}

/** One fold; `tracks` are those held out. */
export const HeldOutRow = Schema.Struct({ ...about, fold: Schema.Int, ...numbers })
export type HeldOutRow = typeof HeldOutRow.Type

/**
 * Means over the folds where a number is defined, with the deviation of the held-out ARI between them; `groups` is how
 * many whole groups the folds were made of.
 */
export const OutOfSampleRow = Schema.Struct({
  ...about,
  groups: Schema.Int,
  folds: Schema.Int,
  ...numbers,
  foldDeviation: maybe
})
export type OutOfSampleRow = typeof OutOfSampleRow.Type
