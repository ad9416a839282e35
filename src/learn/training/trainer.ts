/**
 * Trains an autoencoder: seeded batches and noise, early stopping, checkpoints from which a resumed run yields the same
 * bytes. Models: src/learn/model/. Epoch by epoch: course.ts. What a step computes: step.ts. Where: runtime.ts.
 */
import { digestOf } from "../../format/digest.ts"
import { writeWeights } from "../../format/safetensors.ts"
import { Random } from "../../math/random.ts"
import type { Model } from "../model/model.ts"
import type { Weights } from "../model/weights.ts"
import { assertData } from "./assert-data.ts"
import { assertWeights } from "./assert-weights.ts"
import { type BackendName, resolveBackend } from "./backend.ts"
import { CheckpointUnusable } from "./checkpoint-unusable.ts"
import { readCheckpoint, type TrainingState } from "./checkpoint.ts"
import type { TrainingOptions } from "./config.ts"
import { Course } from "./course.ts"
import type { TrainingData } from "./data.ts"
import { type EpochRecord, noLosses } from "./history.ts"
import { explainMemory } from "./out-of-memory.ts"
import { isOpenEnded } from "./schedule.ts"
import { splitRows } from "./split.ts"
import type { TrainingHooks } from "./training-hooks.ts"
import { TrainingSession } from "./training-session.ts"

/** The trained weights, which epoch they are from, what each epoch gave, and what computed it. */
export interface Trained {
  readonly weights: Weights
  readonly bestEpoch: number
  readonly history: ReadonlyArray<EpochRecord>
  readonly backend: BackendName
}

/** The model's fresh weights, or those to start from, in the model's order of parameters. */
const startOf = (model: Model, seed: number, initial: Weights | undefined): Weights => {
  const fresh = model.initialize(new Random(seed).fork("weights"))
  if (initial === undefined) return fresh
  assertWeights(model, initial)
  return Object.fromEntries(Object.keys(fresh).map((name) => [name, initial[name]!]))
}

const stateAt = (value: Weights, config: string, patience: number | null): TrainingState => {
  const zeros: Weights = Object.fromEntries(
    Object.entries(value).map(([name, { data, shape }]) => [name, { shape, data: new Float32Array(data.length) }])
  )
  const best = patience === null ? {} : value
  return { config, value, first: zeros, second: zeros, best, step: 0, batches: 0, sums: noLosses, history: [] }
}

/** The state of a shorter training; undefined where there is none, or one that another backend has made. */
const earlierState = (hooks: TrainingHooks, config: string): TrainingState | undefined => {
  const kept = hooks.loadEarlier?.()
  if (kept === undefined) return undefined
  try {
    return readCheckpoint(kept, config)
  } catch (error) {
    if (error instanceof CheckpointUnusable) return undefined // the training is complete without it
    throw error
  }
}

/**
 * Trains any model, from `initial` weights where they are given and else from fresh ones; its identity, the options and
 * those weights identify the training in checkpoints.
 *
 * Failure: TrainingDiverged when loss or weights leave the numbers, DataNotFinite when the data are no numbers to begin
 * with, CheckpointUnusable when the saved state is broken or another training's, OutOfMemory, and a RangeError when
 * model, data, options and initial weights do not fit together.
 *
 * @example
 * ```ts
 * import { mlpVae } from "partita/model"
 * import { onlyFeatures, train } from "partita/training"
 * const data = onlyFeatures({ rows: 8, cols: 2, data: Float32Array.from({ length: 16 }, (_, i) => Math.sin(i)) })
 * const model = mlpVae({ features: 2, hidden: [4], latents: 1, logVarLimit: 10, likelihood: "gaussian" })
 * const { history } = await train(model, data, {
 *   epochs: 3, batchSize: 4, learningRate: 0.01, learningRateSchedule: "constant", weightDecay: 0,
 *   beta: 1, klWarmupEpochs: 0, klCycles: 1, freeBits: 0, reduction: "sum", gradientClipNorm: 100,
 *   validationShare: 0, patience: null, seed: 7, backend: "cpu", threads: 1
 * }, {
 *   onEpoch: ({ epoch, train }) => console.log(epoch, train.total),
 *   loadCheckpoint: () => undefined, saveCheckpoint: () => {}, checkpointEveryMs: Infinity, nowMs: () => 0
 * })
 * history.length // → 3
 * ```
 */
export const train = async (
  model: Model,
  data: TrainingData,
  options: TrainingOptions,
  hooks: TrainingHooks,
  initial?: Weights
): Promise<Trained> => {
  assertData(model, data)
  const { patience, seed, validationShare } = options
  if (patience !== null && validationShare === 0) {
    throw new RangeError("patience needs tracks held out: raise validationShare or set patience to null")
  }
  const backend = await resolveBackend(options.backend)
  const start = startOf(model, seed, initial)
  const config = JSON.stringify({
    model: model.identity,
    ...options,
    epochs: isOpenEnded(options) ? null : options.epochs,
    backend,
    rows: data.x.rows,
    blockRows: data.blockRows,
    initial: initial === undefined ? null : digestOf(writeWeights(start, {}))
  })
  const saved = hooks.loadCheckpoint()
  const state = saved === undefined
    ? (isOpenEnded(options) ? earlierState(hooks, config) : undefined) ?? stateAt(start, config, patience)
    : readCheckpoint(saved, config)
  const split = splitRows({ rows: data.x.rows, groups: data.groups }, validationShare, new Random(seed).fork("split"))
  try {
    const session = await TrainingSession.start({ model, data, options: { ...options, backend } }, state)
    try {
      const course = new Course(session, { ...split, blockRows: data.blockRows, options, hooks, state })
      while (!course.isOver) await course.runEpoch()
      if (isOpenEnded(options)) hooks.keep?.(() => course.stateBytes())
      return { weights: course.weights, bestEpoch: course.bestEpoch, history: course.history, backend }
    } finally {
      await session.dispose()
    }
  } catch (failure) {
    throw explainMemory(failure, options.batchSize)
  }
}
