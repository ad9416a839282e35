/** One line of a training history. */
import * as Schema from "effect/Schema"

/** One epoch's means per track. Units: squared error for `reconstruction`, nats for `kl`. */
export const HistoryRow = Schema.Struct({
  epoch: Schema.Int,
  split: Schema.Literals(["train", "validation"]),
  total: Schema.Number,
  reconstruction: Schema.Number,
  kl: Schema.Number
})
