/** One training under way: its data, its compiled functions and how far it is. Who runs it: trainer.ts. */
import { Random } from "../../math/random.ts"
import { lossWeights } from "../model/elbo.ts"
import type { Model } from "../model/model.ts"
import type { Weights } from "../model/weights.ts"
import { adamSchedule } from "./adam.ts"
import { loadRuntime, resolveBackend } from "./backend.ts"
import { fillNormal, padRows } from "./batches.ts"
import type { TrainingState } from "./checkpoint.ts"
import type { TrainingOptions } from "./config.ts"
import type { TrainingData } from "./data.ts"
import { type DivergedAt, TrainingDiverged } from "./diverged.ts"
import { firstNotFinite } from "./first-not-finite.ts"
import { addLosses, type Losses, meanLosses, noLosses } from "./history.ts"
import type { Arrays, Call, Loop } from "./runtime.ts"
import { klShare, learningRateAt } from "./schedule.ts"
import { packWeights, type Slab, slabsOf, unpackWeights } from "./slabs.ts"
import { assessment, trainingStep } from "./step.ts"

const stateGroups = ["value", "first", "second"] as const

/** Where some batches stand: their epoch and the first one's place in it, both from 0 done. */
export interface Place {
  readonly epoch: number
  readonly done: number
}

/** What is computed: parameters, moments and steps taken. */
export class TrainingSession {
  private readonly model: Model
  private readonly data: TrainingData
  private readonly options: TrainingOptions
  private readonly slabs: ReadonlyArray<Slab>
  private readonly loop: Loop
  private readonly prepareAssessment: () => Promise<Call>
  private assessment: Call | undefined
  private step: number

  private constructor(
    about: { readonly model: Model; readonly data: TrainingData; readonly options: TrainingOptions },
    parts: {
      readonly slabs: ReadonlyArray<Slab>
      readonly loop: Loop
      readonly prepareAssessment: () => Promise<Call>
      readonly step: number
    }
  ) {
    this.model = about.model
    this.data = about.data
    this.options = about.options
    this.slabs = parts.slabs
    this.loop = parts.loop
    this.prepareAssessment = parts.prepareAssessment
    this.step = parts.step
  }

  /** Prepares a training to go on from `state`. */
  static async start(
    about: { readonly model: Model; readonly data: TrainingData; readonly options: TrainingOptions },
    state: TrainingState
  ): Promise<TrainingSession> {
    const { data, model, options } = about
    const runtime = await loadRuntime(await resolveBackend(options.backend), options.threads)
    const slabs = slabsOf(state.value)
    const initial: Arrays = Object.assign(
      {},
      ...stateGroups.map((group) => packWeights(slabs, state[group], `${group}/`))
    )
    const hasPresence = data.presence !== null
    const loop = await runtime.startLoop(trainingStep(model, slabs, { ...options, hasPresence }), initial)
    const prepareAssessment = () => runtime.prepare(assessment(model, slabs, { rows: options.batchSize, hasPresence }))
    return new TrainingSession(about, { slabs, loop, prepareAssessment, step: state.step })
  }

  /** What the model sees of some lists of rows, each `batchSize` long. */
  private seen(batches: ReadonlyArray<Int32Array>): Arrays {
    const { condition, presence, x } = this.data
    const sources = { x, ...(condition === null ? {} : { condition }), ...(presence === null ? {} : { presence }) }
    const { batchSize } = this.options
    return Object.fromEntries(
      Object.entries(sources).map(([name, source]) => {
        const numbers = new Float32Array(batches.length * batchSize * source.cols)
        batches.forEach((rows, i) => source.copy(rows, numbers, i * batchSize))
        return [name, numbers]
      })
    )
  }

  /**
   * One step per batch. Losses of each batch, before its step. A batch shorter than the others is filled up with tracks
   * of `company`, which count nothing by themselves but are there for losses that compare tracks.
   */
  async learn(
    batches: ReadonlyArray<Int32Array>,
    company: Int32Array,
    { done, epoch, steps }: Place & { readonly steps: number }
  ): Promise<ReadonlyArray<Losses>> {
    const { batchSize, seed, weightDecay } = this.options
    const { features, latents } = this.model
    const share = klShare(this.options, epoch)
    const factors = lossWeights(this.options.reduction, this.options.beta * share, features, latents)
    const random = new Random(seed).fork(`epoch ${epoch}`)
    const turns = batches.length
    const noise = new Float32Array(turns * batchSize * latents)
    const shares = new Float32Array(turns * batchSize)
    batches.forEach((rows, i) => {
      shares.fill(1 / rows.length, i * batchSize, i * batchSize + rows.length)
      const start = i * batchSize * latents
      fillNormal(noise.subarray(start, start + batchSize * latents), random.fork(`batch ${done + i + 1}`))
    })
    const rates = batches.map((_, i) => learningRateAt(this.options, this.step + i + 1, steps))
    const schedule = rates.map((rate, i) => adamSchedule(rate, this.step + i + 1))
    const results = await this.loop.run(turns, {
      ...this.seen(batches.map((rows) => padRows(rows, company, batchSize))),
      noise,
      share: shares,
      rate: Float32Array.from(schedule, (at) => at.rate),
      epsilon: Float32Array.from(schedule, (at) => at.epsilon),
      errorFactor: new Float32Array(turns).fill(factors.error),
      klFactor: new Float32Array(turns).fill(factors.kl),
      ...(weightDecay === 0 ? {} : { keep: Float32Array.from(rates, (rate) => 1 - rate * weightDecay) })
    })
    this.step += turns
    return batches.map((rows, i) => {
      const reconstruction = results["error"]![i]!
      const kl = results["kl"]![i]!
      const total = factors.error * reconstruction + factors.kl * kl + (results["penalty"]?.[i] ?? 0)
      if (!Number.isFinite(total)) {
        throw new TrainingDiverged("loss", total, { epoch, batch: done + i + 1, rows: [...rows] })
      }
      return { total, reconstruction, kl }
    })
  }

  /** Mean losses of rows after epoch `epoch` without learning from them, under the final β. */
  async measure(rows: Int32Array, epoch: number): Promise<Losses> {
    const { batchSize, beta, reduction, seed } = this.options
    const { features, latents } = this.model
    const factors = lossWeights(reduction, beta, features, latents)
    const random = new Random(seed).fork(`validation ${epoch}`)
    const value = this.loop.read()
    this.assessment ??= await this.prepareAssessment()
    let sums = noLosses
    for (let start = 0; start < rows.length; start += batchSize) {
      const chosen = rows.subarray(start, start + batchSize)
      const noise = new Float32Array(batchSize * latents)
      fillNormal(noise.subarray(0, chosen.length * latents), random)
      const { error, kl } = await this.assessment.run({ ...value, ...this.seen([chosen]), noise })
      for (let i = 0; i < chosen.length; i++) {
        const total = factors.error * error![i]! + factors.kl * kl![i]!
        if (!Number.isFinite(total)) {
          throw new TrainingDiverged("validation loss", total, { epoch, batch: null, rows: [chosen[i]!] })
        }
        sums = addLosses(sums, { total, reconstruction: error![i]!, kl: kl![i]! }, 1)
      }
    }
    return meanLosses(sums, rows.length)
  }

  /** Throws TrainingDiverged when a step, the last one taken being `at`, has spoilt a weight. */
  assertFinite(at: DivergedAt): void {
    const arrays = this.loop.read()
    for (const { name } of this.slabs) {
      const values = arrays[`value/${name}`]!
      const odd = firstNotFinite(values)
      if (odd >= 0) throw new TrainingDiverged("weights", values[odd]!, at)
    }
  }

  weights(): Weights {
    return unpackWeights(this.slabs, this.loop.read(), "value/")
  }

  snapshot(): Pick<TrainingState, "value" | "first" | "second" | "step"> {
    const arrays = this.loop.read()
    const [value, first, second] = stateGroups.map((group) => unpackWeights(this.slabs, arrays, `${group}/`)) as [
      Weights,
      Weights,
      Weights
    ]
    return { value, first, second, step: this.step }
  }

  async dispose(): Promise<void> {
    await this.loop.dispose()
    await this.assessment?.dispose()
  }
}
