/** The course of one training: batch after batch, epoch after epoch, with checkpoints on the way. */
import { Random } from "../../math/random.ts"
import type { Weights } from "../model/weights.ts"
import { batchRows, epochOrder } from "./batches.ts"
import { type TrainingState, writeCheckpoint } from "./checkpoint.ts"
import type { TrainingOptions } from "./config.ts"
import { addLosses, bestEpochOf, type EpochRecord, type Losses, meanLosses, noLosses } from "./history.ts"
import { klShare, learningRateAt } from "./schedule.ts"
import type { TrainingHooks } from "./training-hooks.ts"
import type { TrainingSession } from "./training-session.ts"
import { turnPacer } from "./turn-pacer.ts"

/** What a course is made of, beside the session that computes. `state` is where it begins. */
export interface CourseOptions {
  readonly train: Int32Array
  readonly validation: Int32Array
  readonly blockRows: number | null
  readonly options: TrainingOptions
  readonly hooks: TrainingHooks
  readonly state: TrainingState
}

/** How far a training is: epochs done, and batches of the one under way. */
export class Course {
  private readonly session: TrainingSession
  private readonly about: CourseOptions
  private readonly pacer: ReturnType<typeof turnPacer>
  private readonly records: Array<EpochRecord>
  private bestWeights: Weights
  private batchesDone: number
  private sums: Losses
  private savedAtMs: number

  constructor(session: TrainingSession, about: CourseOptions) {
    this.session = session
    this.about = about
    this.pacer = turnPacer(about.hooks.nowMs)
    this.records = [...about.state.history]
    this.bestWeights = about.state.best
    this.batchesDone = about.state.batches
    this.sums = about.state.sums
    this.savedAtMs = about.hooks.nowMs()
  }

  get history(): ReadonlyArray<EpochRecord> {
    return this.records
  }

  /** The epoch whose weights are the result. */
  get bestEpoch(): number {
    return bestEpochOf(this.records, this.about.options.patience)
  }

  /** The result so far: weights of the best epoch with patience, of the last one without. */
  get weights(): Weights {
    return this.about.options.patience === null ? this.session.weights() : this.bestWeights
  }

  get isOver(): boolean {
    const { epochs, patience } = this.about.options
    const done = this.records.length
    return done >= epochs || (patience !== null && done - this.bestEpoch >= patience)
  }

  /** Learns the rest of the epoch under way. */
  async runEpoch(): Promise<void> {
    const { hooks, options, train, validation } = this.about
    const epoch = this.records.length + 1
    const batches = this.batchesOf(epoch)
    while (this.batchesDone < batches.length) {
      await this.learnSome(batches, epoch)
      if (this.batchesDone < batches.length) this.saveWhenDue()
    }
    this.session.assertFinite({ epoch, batch: batches.length, rows: [...batches.at(-1)!] })
    const record: EpochRecord = {
      epoch,
      learningRate: learningRateAt(options, (epoch - 1) * batches.length + 1, options.epochs * batches.length),
      beta: options.beta * klShare(options, epoch),
      train: meanLosses(this.sums, train.length),
      validation: validation.length === 0 ? null : await this.session.measure(validation, epoch)
    }
    this.records.push(record)
    this.batchesDone = 0
    this.sums = noLosses
    if (options.patience !== null && this.bestEpoch === epoch) this.bestWeights = this.session.weights()
    hooks.onEpoch(record)
    this.saveWhenDue()
  }

  private batchesOf(epoch: number): ReadonlyArray<Int32Array> {
    const { blockRows, options: { batchSize, seed }, train } = this.about
    return batchRows(epochOrder(train, blockRows, new Random(seed).fork(`epoch ${epoch}`).fork("order")), batchSize)
  }

  /** As many batches as fit between two looks at the event loop. */
  private async learnSome(batches: ReadonlyArray<Int32Array>, epoch: number): Promise<void> {
    const done = this.batchesDone
    const steps = this.about.options.epochs * batches.length
    const chunk = batches.slice(done, done + this.pacer.turns())
    const losses = await this.pacer.time(
      chunk.length,
      () => this.session.learn(chunk, batches[0]!, { epoch, done, steps })
    )
    losses.forEach((loss, i) => {
      this.sums = addLosses(this.sums, loss, chunk[i]!.length)
    })
    this.batchesDone += chunk.length
    await new Promise(setImmediate) // lets messages out
    this.about.hooks.signal?.throwIfAborted()
  }

  private saveWhenDue(): void {
    const { hooks } = this.about
    if (hooks.nowMs() - this.savedAtMs < hooks.checkpointEveryMs) return
    hooks.saveCheckpoint(this.stateBytes())
    this.savedAtMs = hooks.nowMs()
  }

  /** All that a training needs to go on from here. */
  stateBytes(): Uint8Array {
    return writeCheckpoint({
      ...this.session.snapshot(),
      config: this.about.state.config,
      best: this.bestWeights,
      batches: this.batchesDone,
      sums: this.sums,
      history: this.records
    })
  }
}
