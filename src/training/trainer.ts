/**
 * Trains an autoencoder: seeded batches and noise, early stopping, checkpoints from which a resumed run yields the same
 * bytes. Models: src/model/. What it computes: step.ts. Where: runtime.ts.
 */
import { Random } from "../math/random.ts"
import { lossWeights } from "../model/elbo.ts"
import { mlpVae } from "../model/mlp-vae.ts"
import type { Model } from "../model/model.ts"
import type { Weights } from "../model/weights.ts"
import { adamSchedule } from "./adam.ts"
import { type BackendName, loadRuntime, resolveBackend } from "./backend.ts"
import { batchRows, copyRows, fillNormal } from "./batches.ts"
import { readCheckpoint, type TrainingState, writeCheckpoint } from "./checkpoint.ts"
import type { TrainingConfig, TrainingOptions } from "./config.ts"
import type { TrainingData } from "./data.ts"
import { TrainingDiverged } from "./diverged.ts"
import { bestEpochOf, type EpochRecord, type Losses } from "./history.ts"
import type { Arrays, Call, Loop } from "./runtime.ts"
import { packWeights, type Slab, slabsOf, unpackWeights } from "./slabs.ts"
import { splitRows } from "./split.ts"
import { assessment, trainingStep } from "./step.ts"
import { turnPacer } from "./turn-pacer.ts"

export type { TrainingData } from "./data.ts"

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

const noLosses: Losses = { total: 0, reconstruction: 0, kl: 0 }

const addLosses = (sums: Losses, losses: Losses, rows: number): Losses => ({
  total: sums.total + losses.total * rows,
  reconstruction: sums.reconstruction + losses.reconstruction * rows,
  kl: sums.kl + losses.kl * rows
})

const meanLosses = (sums: Losses, rows: number): Losses => ({
  total: sums.total / rows,
  reconstruction: sums.reconstruction / rows,
  kl: sums.kl / rows
})

/** Factors of the loss at an epoch (from 1) under linear KL warm-up. */
const factorsAt = ({ beta, klWarmupEpochs, reduction }: TrainingOptions, model: Model, epoch: number) => {
  const warm = klWarmupEpochs === 0 ? 1 : Math.min(1, epoch / klWarmupEpochs)
  return lossWeights(reduction, beta * warm, model.features, model.latents)
}

const freshState = (model: Model, { seed }: TrainingOptions, config: string): TrainingState => {
  const value = model.initialize(new Random(seed).fork("weights"))
  const zeros: Weights = Object.fromEntries(
    Object.entries(value).map(([name, { data, shape }]) => [name, { shape, data: new Float32Array(data.length) }])
  )
  return { config, value, first: zeros, second: zeros, best: value, step: 0, batches: 0, sums: noLosses, history: [] }
}

/** One training under way: its data, its compiled functions and how far it is. */
class Training {
  private readonly model: Model
  private readonly x: TrainingData
  private readonly options: TrainingOptions
  private readonly slabs: ReadonlyArray<Slab>
  private readonly loop: Loop
  private readonly assess: Call
  private step: number

  constructor(
    model: Model,
    x: TrainingData,
    options: TrainingOptions,
    parts: { readonly slabs: ReadonlyArray<Slab>; readonly loop: Loop; readonly assess: Call; readonly step: number }
  ) {
    this.model = model
    this.x = x
    this.options = options
    this.slabs = parts.slabs
    this.loop = parts.loop
    this.assess = parts.assess
    this.step = parts.step
  }

  /** One Adam step per batch, `from` being the first one's place in its epoch. Losses of each batch, before its step. */
  async learn(batches: ReadonlyArray<Int32Array>, epoch: number, from: number): Promise<ReadonlyArray<Losses>> {
    const { batchSize, learningRate, seed } = this.options
    const { features, latents } = this.model
    const factors = factorsAt(this.options, this.model, epoch)
    const random = new Random(seed).fork(`epoch ${epoch}`)
    const turns = batches.length
    const x = new Float32Array(turns * batchSize * features)
    const noise = new Float32Array(turns * batchSize * latents)
    const share = new Float32Array(turns * batchSize)
    batches.forEach((rows, i) => {
      copyRows(this.x, rows, x, i * batchSize)
      share.fill(1 / rows.length, i * batchSize, i * batchSize + rows.length)
      const start = i * batchSize * latents
      fillNormal(noise.subarray(start, start + rows.length * latents), random.fork(`batch ${from + i + 1}`))
    })
    const schedule = batches.map((_, i) => adamSchedule(learningRate, this.step + i + 1))
    const rate = Float32Array.from(schedule, (at) => at.rate)
    const epsilon = Float32Array.from(schedule, (at) => at.epsilon)
    const errorFactor = new Float32Array(turns).fill(factors.error)
    const klFactor = new Float32Array(turns).fill(factors.kl)
    const results = await this.loop.run(turns, { x, noise, share, rate, epsilon, errorFactor, klFactor })
    this.step += turns
    return batches.map((rows, i) => {
      const reconstruction = results["error"]![i]!
      const kl = results["kl"]![i]!
      const total = factors.error * reconstruction + factors.kl * kl
      if (!Number.isFinite(total)) throw new TrainingDiverged(epoch, from + i + 1, [...rows], total)
      return { total, reconstruction, kl }
    })
  }

  /** Mean losses of rows without learning from them, under the final β. */
  async measure(rows: Int32Array, random: Random): Promise<Losses> {
    const { batchSize, beta, reduction } = this.options
    const { features, latents } = this.model
    const factors = lossWeights(reduction, beta, features, latents)
    const value = this.loop.read()
    let sums = noLosses
    for (let start = 0; start < rows.length; start += batchSize) {
      const chosen = rows.subarray(start, start + batchSize)
      const x = new Float32Array(batchSize * features)
      const noise = new Float32Array(batchSize * latents)
      copyRows(this.x, chosen, x, 0)
      fillNormal(noise.subarray(0, chosen.length * latents), random)
      const { error, kl } = await this.assess.run({ ...value, x, noise })
      for (let i = 0; i < chosen.length; i++) {
        const total = factors.error * error![i]! + factors.kl * kl![i]!
        sums = addLosses(sums, { total, reconstruction: error![i]!, kl: kl![i]! }, 1)
      }
    }
    return meanLosses(sums, rows.length)
  }

  weights(): Weights {
    return unpackWeights(this.slabs, this.loop.read(), "value/")
  }

  snapshot(): Pick<TrainingState, "value" | "first" | "second" | "step"> {
    const arrays = this.loop.read()
    const [value, first, second] = (["value", "first", "second"] as const).map((group) =>
      unpackWeights(this.slabs, arrays, `${group}/`)
    ) as [Weights, Weights, Weights]
    return { value, first, second, step: this.step }
  }

  async dispose(): Promise<void> {
    await this.loop.dispose()
    await this.assess.dispose()
  }
}

/** Prepares a training to go on from `state`. */
const start = async (
  model: Model,
  x: TrainingData,
  options: TrainingOptions,
  state: TrainingState
): Promise<Training> => {
  const runtime = await loadRuntime(await resolveBackend(options.backend), 1)
  const slabs = slabsOf(state.value)
  const initial: Arrays = Object.assign(
    {},
    ...(["value", "first", "second"] as const).map((group) => packWeights(slabs, state[group], `${group}/`))
  )
  const loop = await runtime.startLoop(trainingStep(model, slabs, options), initial)
  const assess = await runtime.prepare(assessment(model, slabs, options.batchSize))
  return new Training(model, x, options, { slabs, loop, assess, step: state.step })
}

/**
 * Trains any model on `x`; `name` and the options identify it in checkpoints. Rejects with TrainingDiverged when the
 * loss leaves the numbers and with CheckpointUnusable when the saved state is broken or another training's.
 */
export const train = async (
  model: Model,
  x: TrainingData,
  options: TrainingOptions & { readonly name: string },
  hooks: TrainingHooks
): Promise<Trained> => {
  if (x.cols !== model.features) {
    throw new RangeError(`the model takes ${model.features} features, the data has ${x.cols}`)
  }
  const backend = await resolveBackend(options.backend)
  const config = JSON.stringify({ ...options, backend, rows: x.rows })
  const saved = hooks.loadCheckpoint()
  const state = saved === undefined ? freshState(model, options, config) : readCheckpoint(saved, config)
  const { batchSize, epochs, patience, seed, validationShare } = options
  const { train, validation } = splitRows(x.rows, validationShare, new Random(seed).fork("split"))
  const history = [...state.history]
  let { batches: done, best, sums } = state
  const isOver = () => patience !== null && history.length - bestEpochOf(history, patience) >= patience
  const training = await start(model, x, { ...options, backend }, state)
  const pacer = turnPacer(hooks.nowMs)
  let savedAtMs = hooks.nowMs()
  try {
    while (history.length < epochs && !isOver()) {
      const epoch = history.length + 1
      const batches = batchRows(train, batchSize, new Random(seed).fork(`epoch ${epoch}`).fork("order"))
      while (done < batches.length) {
        const chunk = batches.slice(done, done + pacer.turns())
        const losses = await pacer.time(chunk.length, () => training.learn(chunk, epoch, done))
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

/** Trains the VAE that `config` describes; see `train`. */
export const trainVae = (x: TrainingData, config: TrainingConfig, hooks: TrainingHooks): Promise<Trained> => {
  const { architecture, ...options } = config
  return train(mlpVae(architecture), x, { ...options, name: `mlp-vae ${JSON.stringify(architecture)}` }, hooks)
}
