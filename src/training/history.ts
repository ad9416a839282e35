/** What happened in training, epoch by epoch. */

/** Means per track. Units: `reconstruction` summed squared error, `kl` nats, `total` the weighted loss. */
export interface Losses {
  readonly total: number
  readonly reconstruction: number
  readonly kl: number
}

/** One epoch; `validation` is null without held-out tracks. */
export interface EpochRecord {
  readonly epoch: number
  readonly train: Losses
  readonly validation: Losses | null
}
