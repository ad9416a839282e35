/** The parameters that every training node takes, as src/learn/training/config.ts explains them. */
import * as Schema from "effect/Schema"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { backendNames } from "../../src/learn/training/backend.ts"
import { isOpenEnded } from "../../src/learn/training/schedule.ts"

/** Fields of a node's parameter schema. */
export const trainingParams = {
  epochs: Param.positiveInt,
  batchSize: Param.positiveInt,
  learningRate: Param.positive,
  learningRateSchedule: Schema.Literals(["constant", "linear", "cosine"]),
  /** AdamW's decoupled weight decay; 0 is Adam. */
  weightDecay: Param.amount,
  beta: Param.amount,
  klWarmupEpochs: Param.count,
  /** How often β rises again from 0; 1 is a plain warm-up. */
  klCycles: Param.positiveInt,
  /** Nats of KL per latent that cost nothing. */
  freeBits: Param.amount,
  /** Whether the loss sums over features and latents or averages; β means another thing under each. */
  reduction: Schema.Literals(["sum", "mean"]),
  gradientClipNorm: Param.positive,
  validationShare: Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 0.9 })),
  /** Epochs without a better validation loss before stopping; null trains to the end. */
  patience: Schema.NullOr(Param.positiveInt),
  backend: Schema.Literals(backendNames),
  /** Threads of the compiled backend; another number may change the last digits. */
  threads: Param.positiveInt
}

/** How a training node goes on from fewer epochs to more. */
export const continuesTraining = { along: "epochs", when: isOpenEnded } as const
