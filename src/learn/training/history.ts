/** What happened in training, epoch by epoch. */

/**
 * Means per track. Units: `reconstruction` as its likelihood has it (summed squared error for a Gaussian),
 * `kl` nats, `total` what was minimised; free bits are not taken off it, and of held-out
 * tracks, which are not compared with each other, it holds no penalty.
 */
export interface Losses {
  readonly total: number
  readonly reconstruction: number
  readonly kl: number
}

/** Nothing yet. */
export const noLosses: Losses = { total: 0, reconstruction: 0, kl: 0 }

/** `sums` with the losses of `rows` more tracks, which are their means. */
export const addLosses = (sums: Losses, losses: Losses, rows: number): Losses => ({
  total: sums.total + losses.total * rows,
  reconstruction: sums.reconstruction + losses.reconstruction * rows,
  kl: sums.kl + losses.kl * rows
})

/** Sums over `rows` tracks as means. */
export const meanLosses = (sums: Losses, rows: number): Losses => ({
  total: sums.total / rows,
  reconstruction: sums.reconstruction / rows,
  kl: sums.kl / rows
})

/**
 * One epoch: the learning rate it began with, the β it paid (beside `train`; `validation` is under the final β), and
 * what came of it. `validation` is null without held-out tracks.
 */
export interface EpochRecord {
  readonly epoch: number
  readonly learningRate: number
  readonly beta: number
  readonly train: Losses
  readonly validation: Losses | null
}

/**
 * The epoch with the lowest validation loss; the last one without patience.
 *
 * @example
 * ```ts
 * import { bestEpochOf } from "partita/training"
 * const losses = (total: number) => ({ total, reconstruction: total, kl: 0 })
 * const history = [5, 3, 4].map((total, i) => ({
 *   epoch: i + 1, learningRate: 0.001, beta: 1, train: losses(total), validation: losses(total)
 * }))
 * bestEpochOf(history, 10) // → 2
 * ```
 */
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
