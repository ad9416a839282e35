/**
 * Trains a VAE: seeded batches and noise, early stopping, checkpoints after which a resumed run yields the same bytes.
 * Models: src/model/. Every draw depends on the seed, the epoch and the batch alone.
 */
import type { Tensor, Tensor2D } from "@tensorflow/tfjs"
import { Random } from "../math/random.ts"
import { klToUnitGaussian, lossWeights, reparameterize, squaredError } from "../model/elbo.ts"
import { decodeMlpVae, encodeMlpVae, initializeMlpVae } from "../model/mlp-vae.ts"
import type { TensorFlow, Weights, WeightTensors } from "../model/weights.ts"
import { adamStep, clipFactor } from "./adam.ts"
import { loadBackend } from "./backend.ts"
import { readCheckpoint, type TrainingState, writeCheckpoint } from "./checkpoint.ts"
import type { TrainingConfig } from "./config.ts"
import { TrainingDiverged } from "./diverged.ts"
import type { EpochRecord, Losses } from "./history.ts"
import { splitRows } from "./split.ts"

/** Standardised features, row-major: [track, feature]. */
export interface TrainingData {
  readonly rows: number
  readonly cols: number
  readonly data: Float32Array
}

/** What the trainer tells and asks while it works. `nowMs` only paces checkpoints. */
export interface TrainingHooks {
  readonly onEpoch: (record: EpochRecord) => void
  readonly loadCheckpoint: () => Uint8Array | undefined
  readonly saveCheckpoint: (bytes: Uint8Array) => void
  readonly checkpointEveryMs: number
  readonly nowMs: () => number
}

/** The trained weights, which epoch they are from, and what each epoch gave. */
export interface Trained {
  readonly weights: Weights
  readonly bestEpoch: number
  readonly history: ReadonlyArray<EpochRecord>
}

const zerosLike = (weights: Weights): Weights =>
  Object.fromEntries(
    Object.entries(weights).map(([name, { data, shape }]) => [name, { shape, data: new Float32Array(data.length) }])
  )

const toTensors = (tf: TensorFlow, weights: Weights): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(weights).map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]))

const toWeights = (tensors: WeightTensors): Weights =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [
      name,
      { shape: tensor.shape, data: Float32Array.from(tensor.dataSync()) }
    ])
  )

const takeBatch = (tf: TensorFlow, x: TrainingData, rows: ArrayLike<number>): Tensor2D => {
  const values = new Float32Array(rows.length * x.cols)
  for (let i = 0; i < rows.length; i++) {
    values.set(x.data.subarray(rows[i]! * x.cols, (rows[i]! + 1) * x.cols), i * x.cols)
  }
  return tf.tensor2d(values, [rows.length, x.cols])
}

const noiseFor = (tf: TensorFlow, random: Random, rows: number, latents: number): Tensor2D =>
  tf.tensor2d(Float32Array.from({ length: rows * latents }, () => random.normal()), [rows, latents])

/** Mean summed error and KL per track of a batch, as scalars. */
const halves = (tf: TensorFlow, config: TrainingConfig, weights: WeightTensors, x: Tensor2D, noise: Tensor2D) => {
  const { logVar, mean } = encodeMlpVae(tf, config.architecture, weights, x)
  const output = decodeMlpVae(tf, config.architecture, weights, reparameterize(mean, logVar, noise))
  return {
    error: squaredError(output, x).mean(),
    kl: klToUnitGaussian(tf, mean, logVar).sum(1).mean()
  }
}

/** β at an epoch (from 1) under linear warm-up. */
const betaAt = ({ beta, klWarmupEpochs }: TrainingConfig, epoch: number): number =>
  klWarmupEpochs === 0 ? beta : beta * Math.min(1, epoch / klWarmupEpochs)

/** Live tensors of one training. */
class Training {
  private readonly tf: TensorFlow
  private readonly config: TrainingConfig
  private readonly x: TrainingData
  private readonly names: ReadonlyArray<string>
  private values: Record<string, Tensor>
  private first: Record<string, Tensor>
  private second: Record<string, Tensor>
  step: number

  constructor(tf: TensorFlow, config: TrainingConfig, x: TrainingData, state: TrainingState) {
    this.tf = tf
    this.config = config
    this.x = x
    this.names = Object.keys(state.values)
    this.values = toTensors(tf, state.values)
    this.first = toTensors(tf, state.first)
    this.second = toTensors(tf, state.second)
    this.step = state.step
  }

  /** One Adam step; returns the batch's losses. */
  batch(rows: ArrayLike<number>, random: Random, beta: number): Losses {
    const { config, names, tf } = this
    const { features, latents } = config.architecture
    const factors = lossWeights(config.reduction, beta, features, latents)
    this.step++
    const old = [...Object.values(this.values), ...Object.values(this.first), ...Object.values(this.second)]
    let losses: Losses = { total: 0, reconstruction: 0, kl: 0 }
    const next = tf.tidy(() => {
      const x = takeBatch(tf, this.x, rows)
      const noise = noiseFor(tf, random, rows.length, latents)
      let kept: { readonly error: Tensor; readonly kl: Tensor } | undefined
      const lossOf = (...tensors: Array<Tensor>) => {
        const found = halves(tf, config, Object.fromEntries(names.map((name, i) => [name, tensors[i]!])), x, noise)
        kept = { error: tf.keep(found.error), kl: tf.keep(found.kl) }
        return found.error.mul(factors.error).add(found.kl.mul(factors.kl)).asScalar()
      }
      const { grads, value } = tf.valueAndGrads(lossOf)(names.map((name) => this.values[name]!))
      losses = {
        total: value.dataSync()[0]!,
        reconstruction: kept!.error.dataSync()[0]!,
        kl: kept!.kl.dataSync()[0]!
      }
      tf.dispose([kept!.error, kept!.kl])
      const clip = clipFactor(tf, grads, config.gradientClipNorm)
      return names.map((name, i) => {
        const state = { value: this.values[name]!, first: this.first[name]!, second: this.second[name]! }
        const { first, second, value } = adamStep(tf, state, grads[i]!.mul(clip), { ...config, step: this.step })
        return { value: tf.keep(value), first: tf.keep(first), second: tf.keep(second) }
      })
    })
    tf.dispose(old)
    names.forEach((name, i) => {
      this.values[name] = next[i]!.value
      this.first[name] = next[i]!.first
      this.second[name] = next[i]!.second
    })
    return losses
  }

  /** Losses of rows without learning from them. */
  measure(rows: ArrayLike<number>, random: Random): Losses {
    const { config, tf } = this
    const { features, latents } = config.architecture
    return tf.tidy(() => {
      const noise = noiseFor(tf, random, rows.length, latents)
      const found = halves(tf, config, this.values, takeBatch(tf, this.x, rows), noise)
      const reconstruction = found.error.dataSync()[0]!
      const kl = found.kl.dataSync()[0]!
      const factors = lossWeights(config.reduction, config.beta, features, latents)
      return { total: factors.error * reconstruction + factors.kl * kl, reconstruction, kl }
    })
  }

  weights(): Weights {
    return toWeights(this.values)
  }

  state(best: Weights, history: ReadonlyArray<EpochRecord>): TrainingState {
    return { values: this.weights(), first: toWeights(this.first), second: toWeights(this.second), best, step: this.step, history }
  }

  dispose(): void {
    this.tf.dispose([Object.values(this.values), Object.values(this.first), Object.values(this.second)])
  }
}

const fresh = (config: TrainingConfig): TrainingState => {
  const values = initializeMlpVae(config.architecture, new Random(config.seed).fork("weights"))
  return { values, first: zerosLike(values), second: zerosLike(values), best: values, step: 0, history: [] }
}

const runEpoch = (training: Training, config: TrainingConfig, rows: Int32Array, epoch: number): Losses => {
  const random = new Random(config.seed).fork(`epoch ${epoch}`)
  const order = random.fork("order").permutation(rows.length)
  const sums = { total: 0, reconstruction: 0, kl: 0 }
  for (let start = 0, batch = 1; start < order.length; start += config.batchSize, batch++) {
    const chosen = Int32Array.from(order.subarray(start, start + config.batchSize), (i) => rows[i]!)
    const losses = training.batch(chosen, random.fork(`batch ${batch}`), betaAt(config, epoch))
    if (!Number.isFinite(losses.total)) throw new TrainingDiverged(epoch, batch, [...chosen], losses.total)
    for (const key of ["total", "reconstruction", "kl"] as const) sums[key] += losses[key] * chosen.length
  }
  return { total: sums.total / rows.length, reconstruction: sums.reconstruction / rows.length, kl: sums.kl / rows.length }
}

/** The epoch with the lowest validation loss; the last one without validation or patience. */
const bestEpochOf = (history: ReadonlyArray<EpochRecord>, patience: number | null): number => {
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

/** Trains on `x`. Rejects with TrainingDiverged when the loss leaves the numbers. */
export const trainVae = async (x: TrainingData, config: TrainingConfig, hooks: TrainingHooks): Promise<Trained> => {
  const tf = await loadBackend(config.backend)
  const saved = hooks.loadCheckpoint()
  const state = saved === undefined ? fresh(config) : readCheckpoint(saved)
  const history = [...state.history]
  const { train, validation } = splitRows(x.rows, config.validationShare, new Random(config.seed).fork("split"))
  const training = new Training(tf, config, x, state)
  let { best } = state
  let savedAtMs = hooks.nowMs()
  try {
    for (let epoch = history.length + 1; epoch <= config.epochs; epoch++) {
      const losses = runEpoch(training, config, train, epoch)
      const random = new Random(config.seed).fork(`validation ${epoch}`)
      const record = { epoch, train: losses, validation: validation.length === 0 ? null : training.measure(validation, random) }
      history.push(record)
      hooks.onEpoch(record)
      const bestEpoch = bestEpochOf(history, config.patience)
      if (bestEpoch === epoch) best = training.weights()
      if (config.patience !== null && epoch - bestEpoch >= config.patience) break
      if (hooks.nowMs() - savedAtMs >= hooks.checkpointEveryMs) {
        hooks.saveCheckpoint(writeCheckpoint(training.state(best, history)))
        savedAtMs = hooks.nowMs()
      }
      await new Promise(setImmediate) // lets messages out
    }
  } finally {
    training.dispose()
  }
  return { weights: best, bestEpoch: bestEpochOf(history, config.patience), history }
}
