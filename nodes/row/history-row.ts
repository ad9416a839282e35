/** One line of a training history. */
import * as Schema from "effect/Schema"

/**
 * One epoch's means per track. Units: squared error for `reconstruction`, nats for `kl`. `learningRate` is what the epoch
 * began with, `beta` what the line's total pays for its KL: less than the final one while it warms up.
 */
export const HistoryRow = Schema.Struct({
  epoch: Schema.Int,
  split: Schema.Literals(["train", "validation"]),
  total: Schema.Number,
  reconstruction: Schema.Number,
  kl: Schema.Number,
  beta: Schema.Number,
  learningRate: Schema.Number
})
