/** The parameters that every training node takes, as src/learn/training/config.ts explains them. */
import * as Schema from "effect/Schema"
import { backendNames } from "../../src/learn/training/backend.ts"

const positive = Schema.Int.check(Schema.isGreaterThan(0))
const count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))
const amount = Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))

/** Fields of a node's parameter schema. */
export const trainingParams = {
  epochs: positive,
  batchSize: positive,
  learningRate: Schema.Finite.check(Schema.isGreaterThan(0)),
  learningRateSchedule: Schema.Literals(["constant", "linear", "cosine"]),
  /** AdamW's decoupled weight decay; 0 is Adam. */
  weightDecay: amount,
  beta: amount,
  klWarmupEpochs: count,
  /** How often β rises again from 0; 1 is a plain warm-up. */
  klCycles: positive,
  /** Nats of KL per latent that cost nothing. */
  freeBits: amount,
  /** Whether the loss sums over features and latents or averages; β means another thing under each. */
  reduction: Schema.Literals(["sum", "mean"]),
  gradientClipNorm: Schema.Finite.check(Schema.isGreaterThan(0)),
  validationShare: Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 0.9 })),
  /** Epochs without a better validation loss before stopping; null trains to the end. */
  patience: Schema.NullOr(positive),
  backend: Schema.Literals(backendNames),
  /** Threads of the compiled backend; another number may change the last digits. */
  threads: positive
}
