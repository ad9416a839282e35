/** Everything that decides what training yields. */
import type { Reduction } from "../model/elbo.ts"
import type { MlpVaeArchitecture } from "../model/mlp-vae.ts"
import type { BackendChoice } from "./backend.ts"

/**
 * `klWarmupEpochs` raises β linearly from 0; `validationShare` of the tracks is held out; `patience` stops after that
 * many epochs without a better validation loss and takes the best weights, null never stops early.
 */
export interface TrainingOptions {
  readonly epochs: number
  readonly batchSize: number
  readonly learningRate: number
  readonly beta: number
  readonly klWarmupEpochs: number
  readonly reduction: Reduction
  readonly gradientClipNorm: number
  readonly validationShare: number
  readonly patience: number | null
  readonly seed: number
  readonly backend: BackendChoice
}

/** The options and the VAE they train. */
export interface TrainingConfig extends TrainingOptions {
  readonly architecture: MlpVaeArchitecture
}
