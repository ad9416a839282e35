/** What a space knows about one label column. */
import * as Schema from "effect/Schema"

const maybe = Schema.NullOr(Schema.Number)

/**
 * Held-out accuracy and macro F1 of one classifier, with the spread of the accuracy over folds and the scores of always
 * saying the most frequent class beside. `groups` is how many whole groups the folds were made of. All numbers are null
 * exactly where `reason` says why.
 */
export const ProbeRow = Schema.Struct({
  space: Schema.String,
  isLabelConditioned: Schema.Boolean,
  column: Schema.String,
  probe: Schema.Literals(["linear", "nearest"]),
  tracks: Schema.Int,
  classes: Schema.Int,
  groups: Schema.Int,
  accuracy: maybe,
  foldDeviation: maybe,
  macroF1: maybe,
  majorityAccuracy: maybe,
  majorityMacroF1: maybe,
  unconverged: Schema.NullOr(Schema.Int),
  reason: Schema.NullOr(Schema.String)
})
export type ProbeRow = typeof ProbeRow.Type
