/** Everything that decides what training yields, beside the model and the data. */
import type { Reduction } from "../model/elbo.ts"
import type { BackendChoice } from "./backend.ts"

/** Numbers of a training; none has a default. */
export interface TrainingOptions {
  readonly epochs: number
  readonly batchSize: number
  readonly learningRate: number
  /** How the learning rate falls from its first value: not at all, on a line or on a half cosine, to 0. */
  readonly learningRateSchedule: "constant" | "linear" | "cosine"
  /** Decoupled weight decay of AdamW; 0 is Adam. */
  readonly weightDecay: number
  readonly beta: number
  /** Epochs over which β rises linearly from 0, in every cycle. */
  readonly klWarmupEpochs: number
  /** How often the rise of β is repeated over the epochs; 1 is a plain warm-up. */
  readonly klCycles: number
  /** Nats of KL per latent that cost nothing. */
  readonly freeBits: number
  readonly reduction: Reduction
  readonly gradientClipNorm: number
  /** Share of the tracks that is held out, as near as whole groups allow. */
  readonly validationShare: number
  /** Epochs without a better validation loss before training stops and takes the best weights; null never stops. */
  readonly patience: number | null
  readonly seed: number
  readonly backend: BackendChoice
  /** Threads of the compiled backend. Another number may change the last digits, so it is part of what is asked for. */
  readonly threads: number
}
