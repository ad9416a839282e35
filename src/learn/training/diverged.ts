/** Training that left the numbers. */

/** Where it happened: `batch` counts from 1 and is null between two epochs; `rows` are those that were looked at. */
export interface DivergedAt {
  readonly epoch: number
  readonly batch: number | null
  readonly rows: ReadonlyArray<number>
}

/**
 * The loss or the weights became NaN or infinite: in which epoch and batch, and which rows were in it.
 *
 * @example
 * ```ts
 * import { TrainingDiverged } from "partita/training"
 * new TrainingDiverged("loss", NaN, { epoch: 12, batch: 7, rows: [3, 4] }).message
 * // → "The loss became NaN in epoch 12, batch 7."
 * ```
 */
export class TrainingDiverged extends Error {
  readonly _tag = "TrainingDiverged"
  readonly epoch: number
  readonly batch: number | null
  readonly rows: ReadonlyArray<number>
  readonly hint = "lower the learning rate, lower gradientClipNorm, or look at the tracks named"

  constructor(what: string, value: number, { batch, epoch, rows }: DivergedAt) {
    super(`The ${what} became ${value} in epoch ${epoch}${batch === null ? "" : `, batch ${batch}`}.`)
    this.name = "TrainingDiverged"
    this.epoch = epoch
    this.batch = batch
    this.rows = rows
  }
}
