/** Training that left the numbers. */

/** The loss became NaN or infinite: in which epoch and batch, and which rows were in it. */
export class TrainingDiverged extends Error {
  readonly _tag = "TrainingDiverged"
  readonly epoch: number
  readonly batch: number
  readonly rows: ReadonlyArray<number>
  readonly hint = "lower the learning rate, lower gradientClipNorm, or look at the tracks named"

  constructor(epoch: number, batch: number, rows: ReadonlyArray<number>, loss: number) {
    super(`The loss became ${loss} in epoch ${epoch}, batch ${batch}.`)
    this.name = "TrainingDiverged"
    this.epoch = epoch
    this.batch = batch
    this.rows = rows
  }
}
