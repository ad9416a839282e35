/**
 * Trains an autoencoder: seeded batches and noise, early stopping, checkpoints from which a resumed run yields the same
 * bytes. Models: src/model/. What a step computes: step.ts. Where: runtime.ts.
 */
import { Random } from "../math/random.ts"
import type { Model } from "../model/model.ts"
import type { Weights } from "../model/weights.ts"
import { type BackendName, resolveBackend } from "./backend.ts"
import { batchRows, epochOrder } from "./batches.ts"
import { readCheckpoint, type TrainingState, writeCheckpoint } from "./checkpoint.ts"
import type { TrainingOptions } from "./config.ts"
import type { TrainingData } from "./data.ts"
import { addLosses, bestEpochOf, type EpochRecord, meanLosses, noLosses } from "./history.ts"
import { splitRows } from "./split.ts"
import { TrainingSession } from "./training-session.ts"
import { turnPacer } from "./turn-pacer.ts"

/** What the trainer tells and asks while it works. `nowMs` only paces checkpoints and messages. */
export interface TrainingHooks {
  readonly onEpoch: (record: EpochRecord) => void
  readonly loadCheckpoint: () => Uint8Array | undefined
  readonly saveCheckpoint: (bytes: Uint8Array) => void
  readonly checkpointEveryMs: number
  readonly nowMs: () => number
  /** Training rejects with the signal's reason soon after it is aborted. */
  readonly signal?: AbortSignal
}

/** The trained weights, which epoch they are from, what each epoch gave, and what computed it. */
export interface Trained {
  readonly weights: Weights
  readonly bestEpoch: number
  readonly history: ReadonlyArray<EpochRecord>
  readonly backend: BackendName
}

const freshState = (model: Model, { seed }: TrainingOptions, config: string): TrainingState => {
  const value = model.initialize(new Random(seed).fork("weights"))
  const zeros: Weights = Object.fromEntries(
    Object.entries(value).map(([name, { data, shape }]) => [name, { shape, data: new Float32Array(data.length) }])
  )
  return { config, value, first: zeros, second: zeros, best: value, step: 0, batches: 0, sums: noLosses, history: [] }
}

const assertFits = (model: Model, { condition, presence, x }: TrainingData): void => {
  if (x.cols !== model.features) {
    throw new RangeError(`the model takes ${model.features} features, the data has ${x.cols}`)
  }
  if ((condition?.cols ?? 0) !== model.conditions) {
    throw new RangeError(`the model is told ${model.conditions} conditions, the data has ${condition?.cols ?? 0}`)
  }
  if (presence !== null && presence.cols !== model.parts.length) {
    throw new RangeError(`the model has ${model.parts.length} parts, presence is given for ${presence.cols}`)
  }
}

/**
 * Trains any model; its identity and the options identify it in checkpoints. Rejects with TrainingDiverged when the loss
 * leaves the numbers, with CheckpointUnusable when the saved state is broken or another training's, and with a
 * RangeError when model and data do not fit.
 */
export const train = async (
  model: Model,
  data: TrainingData,
  options: TrainingOptions,
  hooks: TrainingHooks
): Promise<Trained> => {
  assertFits(model, data)
  const backend = await resolveBackend(options.backend)
  const config = JSON.stringify({ model: model.identity, ...options, backend, rows: data.x.rows })
  const saved = hooks.loadCheckpoint()
  const state = saved === undefined ? freshState(model, options, config) : readCheckpoint(saved, config)
  const { batchSize, epochs, patience, seed, validationShare } = options
  const { train, validation } = splitRows(
    { rows: data.x.rows, groups: data.groups },
    validationShare,
    new Random(seed).fork("split")
  )
  const history = [...state.history]
  let { batches: done, best, sums } = state
  const isOver = () => patience !== null && history.length - bestEpochOf(history, patience) >= patience
  const steps = epochs * Math.ceil(train.length / batchSize)
  const training = await TrainingSession.start({ model, data, options: { ...options, backend } }, state)
  const pacer = turnPacer(hooks.nowMs)
  let savedAtMs = hooks.nowMs()
  try {
    while (history.length < epochs && !isOver()) {
      const epoch = history.length + 1
      const batches = batchRows(
        epochOrder(train, data.blockRows, new Random(seed).fork(`epoch ${epoch}`).fork("order")),
        batchSize
      )
      while (done < batches.length) {
        const chunk = batches.slice(done, done + pacer.turns())
        const losses = await pacer.time(chunk.length, () => training.learn(chunk, batches[0]!, { epoch, done, steps }))
        losses.forEach((loss, i) => {
          sums = addLosses(sums, loss, chunk[i]!.length)
        })
        done += chunk.length
        await new Promise(setImmediate) // lets messages out
        hooks.signal?.throwIfAborted()
        if (done < batches.length && hooks.nowMs() - savedAtMs >= hooks.checkpointEveryMs) {
          hooks.saveCheckpoint(writeCheckpoint({ ...training.snapshot(), config, best, batches: done, sums, history }))
          savedAtMs = hooks.nowMs()
        }
      }
      const held = validation.length === 0
        ? null
        : await training.measure(validation, new Random(seed).fork(`validation ${epoch}`))
      const record = { epoch, train: meanLosses(sums, train.length), validation: held }
      history.push(record)
      done = 0
      sums = noLosses
      if (patience !== null && bestEpochOf(history, patience) === epoch) best = training.weights()
      hooks.onEpoch(record)
      if (hooks.nowMs() - savedAtMs >= hooks.checkpointEveryMs) {
        hooks.saveCheckpoint(writeCheckpoint({ ...training.snapshot(), config, best, batches: 0, sums, history }))
        savedAtMs = hooks.nowMs()
      }
    }
    const weights = patience === null ? training.weights() : best
    return { weights, bestEpoch: bestEpochOf(history, patience), history, backend }
  } finally {
    await training.dispose()
  }
}
