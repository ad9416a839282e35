/** Latents of tracks under a trained encoder. */
import type { Tensor2D } from "@tensorflow/tfjs"
import { squaredError } from "../model/elbo.ts"
import { mlpVae, type MlpVaeArchitecture } from "../model/mlp-vae.ts"
import type { Model } from "../model/model.ts"
import type { Weights } from "../model/weights.ts"
import { assertWeights } from "./assert-weights.ts"
import { type BackendChoice, loadRuntime, resolveBackend } from "./backend.ts"
import type { TrainingData } from "./data.ts"
import type { Shapes, TensorFunction } from "./runtime.ts"

const batchSize = 512

/** Shapes: `mean`, `logVar` [track, latent] (`logVar` zero for a model without a posterior), `error` [track]. */
export interface Embedding {
  readonly mean: Float32Array
  readonly logVar: Float32Array
  /** Summed squared error of the reconstruction from the posterior mean. */
  readonly error: Float32Array
}

const shapesOf = (weights: Weights): Shapes =>
  Object.fromEntries(Object.entries(weights).map(([name, { shape }]) => [name, shape]))

const encoding = (model: Model, weights: Weights): TensorFunction => ({
  inputs: { ...shapesOf(weights), x: [batchSize, model.features] },
  outputs: { mean: [batchSize, model.latents], logVar: [batchSize, model.latents], error: [batchSize] },
  apply: (tf, { x, ...tensors }) => {
    const { logVar, mean } = model.encode(tf, tensors, x as Tensor2D)
    const output = model.decode(tf, tensors, mean)
    return { mean, logVar: logVar ?? tf.zerosLike(mean), error: squaredError(output, x as Tensor2D) }
  }
})

/** Embeds every track under `model`. Throws a RangeError when the weights or the data are of another model. */
export const embed = async (
  model: Model,
  x: TrainingData,
  weights: Weights,
  backend: BackendChoice
): Promise<Embedding> => {
  if (x.cols !== model.features) throw new RangeError(`these weights encode ${model.features} features, not ${x.cols}`)
  assertWeights(model, weights)
  const runtime = await loadRuntime(await resolveBackend(backend), 1)
  const call = await runtime.prepare(encoding(model, weights))
  const numbers = Object.fromEntries(Object.entries(weights).map(([name, { data }]) => [name, data]))
  const mean = new Float32Array(x.rows * model.latents)
  const logVar = new Float32Array(x.rows * model.latents)
  const error = new Float32Array(x.rows)
  for (let start = 0; start < x.rows; start += batchSize) {
    const rows = Math.min(batchSize, x.rows - start)
    const batch = new Float32Array(batchSize * x.cols) // the last one is padded with zeros
    batch.set(x.data.subarray(start * x.cols, (start + rows) * x.cols))
    const found = await call.run({ ...numbers, x: batch })
    mean.set(found["mean"]!.subarray(0, rows * model.latents), start * model.latents)
    logVar.set(found["logVar"]!.subarray(0, rows * model.latents), start * model.latents)
    error.set(found["error"]!.subarray(0, rows), start)
    await new Promise(setImmediate) // lets messages out
  }
  await call.dispose()
  return { mean, logVar, error }
}

/** Embeds every track under the VAE of an architecture; see `embed`. */
export const embedVae = (
  x: TrainingData,
  architecture: MlpVaeArchitecture,
  weights: Weights,
  backend: BackendChoice
): Promise<Embedding> => embed(mlpVae(architecture), x, weights, backend)
