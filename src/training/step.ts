/** The functions that training computes with, written once for every runtime. */
import type { Scalar, Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs"
import { batchLoss, trackLosses } from "../model/elbo.ts"
import type { Model } from "../model/model.ts"
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

/**
 * One Adam step on a batch. Inputs of a turn: x [row, feature], noise [row, latent], share [row] (a row's part in the
 * mean, 0 for padding), rate, epsilon, errorFactor and klFactor []. Results: mean squared error and KL per track, before the step.
 */
export const trainingStep = (
  model: Model,
  slabs: ReadonlyArray<Slab>,
  { batchSize, gradientClipNorm }: { readonly batchSize: number; readonly gradientClipNorm: number }
): StepFunction => ({
  state: slabShapes(slabs, groups),
  inputs: {
    x: [batchSize, model.features],
    noise: [batchSize, model.latents],
    share: [batchSize],
    rate: [],
    epsilon: [],
    errorFactor: [],
    klFactor: []
  },
  results: { error: [], kl: [] },
  apply: (tf, state, inputs) => {
    const weights = weightsIn(tf, slabs, state)
    const names = Object.keys(weights)
    const kept: Array<Scalar> = []
    const { grads } = tf.valueAndGrads((...tensors: Array<Tensor>) => {
      const loss = batchLoss(tf, model, Object.fromEntries(names.map((name, i) => [name, tensors[i]!])), {
        x: inputs["x"] as Tensor2D,
        noise: inputs["noise"] as Tensor2D,
        share: inputs["share"] as Tensor1D,
        factors: { error: inputs["errorFactor"] as Scalar, kl: inputs["klFactor"] as Scalar }
      })
      kept.push(tf.keep(loss.error), tf.keep(loss.kl)) // the gradient's own scope would free them
      return loss.total
    })(names.map((name) => weights[name]!))
    const [error, kl] = kept.map((scalar) => scalar.clone()) as [Scalar, Scalar]
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
        rate: inputs["rate"] as Scalar
      })
      for (const group of groups) next[`${group}/${name}`] = after[group]
    })
    return { state: next, results: { error, kl } }
  }
})

/** Both halves of the loss for every row: x [row, feature], noise [row, latent] → error, kl [row]. */
export const assessment = (model: Model, slabs: ReadonlyArray<Slab>, rows: number): TensorFunction => ({
  inputs: { ...slabShapes(slabs, ["value"]), x: [rows, model.features], noise: [rows, model.latents] },
  outputs: { error: [rows], kl: [rows] },
  apply: (tf, inputs) =>
    trackLosses(tf, model, weightsIn(tf, slabs, inputs), {
      x: inputs["x"] as Tensor2D,
      noise: inputs["noise"] as Tensor2D
    })
})
