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

/** The epoch with the lowest validation loss; the last one without patience. */
export const bestEpochOf = (history: ReadonlyArray<EpochRecord>, patience: number | null): number => {
  if (patience === null) return history.length
  let best = history.length
  let lowest = Infinity
  for (const { epoch, validation } of history) {
    if (validation !== null && validation.total < lowest) {
      lowest = validation.total
      best = epoch
    }
  }
  return best
}
