/** The functions that training computes with, written once for every runtime. */
import type { Scalar, Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs"
import { batchLoss, trackLosses } from "../model/elbo.ts"
import type { Batch, Model } from "../model/model.ts"
import type { WeightTensors } from "../model/weights.ts"
import { adamStep, clipFactor } from "./adam.ts"
import type { Shapes, StepFunction, TensorFunction, Tensors } from "./runtime.ts"
import { joinSlab, type Slab, splitSlab } from "./slabs.ts"

const groups = ["value", "first", "second"] as const

const weightsIn = (tf: Parameters<TensorFunction["apply"]>[0], slabs: ReadonlyArray<Slab>, tensors: Tensors) =>
  Object.assign({}, ...slabs.map((slab) => splitSlab(tf, slab, tensors[`value/${slab.name}`]!))) as WeightTensors

/** Shapes of the vectors of some groups: value, first and second moment. */
const slabShapes = (slabs: ReadonlyArray<Slab>, names: ReadonlyArray<typeof groups[number]>): Shapes =>
  Object.fromEntries(names.flatMap((group) => slabs.map(({ name, size }) => [`${group}/${name}`, [size]])))

/** Shapes of what a model sees of `rows` tracks: x, and condition and presence where it uses them. */
export const batchShapes = (model: Model, rows: number, hasPresence: boolean): Shapes => ({
  x: [rows, model.features],
  ...(model.conditions === 0 ? {} : { condition: [rows, model.conditions] }),
  ...(hasPresence ? { presence: [rows, model.parts.length] } : {})
})

/** The tensors of those shapes as a batch. */
export const batchOf = (tensors: Tensors): Batch => ({
  x: tensors["x"] as Tensor2D,
  condition: (tensors["condition"] ?? null) as Tensor2D | null,
  presence: (tensors["presence"] ?? null) as Tensor2D | null
})

/** What a step is traced for; another value of any of these needs another trace. */
export interface StepOptions {
  readonly batchSize: number
  readonly gradientClipNorm: number
  readonly weightDecay: number
  readonly freeBits: number
}

/**
 * One step of Adam on a batch. Inputs of a turn: what `batchShapes` lists, noise [row, latent], share [row] (a row's part
 * in the mean, 0 for padding), rate, epsilon, errorFactor and klFactor [], and with weight decay keep []. Results: mean
 * error and KL per track and the model's penalty, if it has one, before the step.
 */
export const trainingStep = (
  model: Model,
  slabs: ReadonlyArray<Slab>,
  { batchSize, freeBits, gradientClipNorm, hasPresence, weightDecay }: StepOptions & { readonly hasPresence: boolean }
): StepFunction => ({
  state: slabShapes(slabs, groups),
  inputs: {
    ...batchShapes(model, batchSize, hasPresence),
    noise: [batchSize, model.latents],
    share: [batchSize],
    rate: [],
    epsilon: [],
    errorFactor: [],
    klFactor: [],
    ...(weightDecay === 0 ? {} : { keep: [] })
  },
  results: { error: [], kl: [], ...(model.penalty === undefined ? {} : { penalty: [] }) },
  apply: (tf, state, inputs) => {
    const weights = weightsIn(tf, slabs, state)
    const names = Object.keys(weights)
    const kept: Record<string, Scalar> = {}
    const { grads } = tf.valueAndGrads((...tensors: Array<Tensor>) => {
      const loss = batchLoss(tf, model, Object.fromEntries(names.map((name, i) => [name, tensors[i]!])), {
        ...batchOf(inputs),
        noise: inputs["noise"] as Tensor2D,
        share: inputs["share"] as Tensor1D,
        freeBits,
        factors: { error: inputs["errorFactor"] as Scalar, kl: inputs["klFactor"] as Scalar }
      })
      for (const name of ["error", "kl", "penalty"] as const) {
        const scalar = loss[name]
        if (scalar !== null) kept[name] = tf.keep(scalar) // the gradient's own scope would free them
      }
      return loss.total
    })(names.map((name) => weights[name]!))
    const results = Object.fromEntries(Object.entries(kept).map(([name, scalar]) => [name, scalar.clone()]))
    tf.dispose(kept) // the clones belong to the caller's scope
    const gradients = Object.fromEntries(names.map((name, i) => [name, grads[i]!]))
    const joined = slabs.map((slab) => joinSlab(tf, slab, gradients))
    const clip = clipFactor(tf, joined, gradientClipNorm)
    const next: Record<string, Tensor> = {}
    slabs.forEach(({ name }, i) => {
      const [value, first, second] = groups.map((group) => state[`${group}/${name}`]!) as [Tensor, Tensor, Tensor]
      const after = adamStep(tf, { value, first, second }, joined[i]!, {
        clip,
        epsilon: inputs["epsilon"] as Scalar,
        rate: inputs["rate"] as Scalar,
        keep: (inputs["keep"] ?? null) as Scalar | null
      })
      for (const group of groups) next[`${group}/${name}`] = after[group]
    })
    return { state: next, results }
  }
})

/** Both halves of the loss for every row: what `batchShapes` lists and noise [row, latent] → error, kl [row]. */
export const assessment = (
  model: Model,
  slabs: ReadonlyArray<Slab>,
  { hasPresence, rows }: { readonly rows: number; readonly hasPresence: boolean }
): TensorFunction => ({
  inputs: {
    ...slabShapes(slabs, ["value"]),
    ...batchShapes(model, rows, hasPresence),
    noise: [rows, model.latents]
  },
  outputs: { error: [rows], kl: [rows] },
  apply: (tf, inputs) =>
    trackLosses(tf, model, weightsIn(tf, slabs, inputs), { ...batchOf(inputs), noise: inputs["noise"] as Tensor2D })
})
