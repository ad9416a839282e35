/** Latents of tracks under a trained encoder, and tracks of latents under a trained decoder. Compiled like training. */
import type { Tensor2D } from "@tensorflow/tfjs"
import { trackLosses } from "../model/elbo.ts"
import { expectedTracks } from "../model/expected-tracks.ts"
import type { Model } from "../model/model.ts"
import type { Weights } from "../model/weights.ts"
import { assertWeights } from "./assert-weights.ts"
import { type BackendChoice, loadRuntime, resolveBackend } from "./backend.ts"
import type { RowSource, TrainingData } from "./data.ts"
import { type Arrays, type Shapes, sizeOf, type TensorFunction } from "./runtime.ts"
import { batchOf, batchShapes } from "./step.ts"

/** A model with its weights and where they compute. */
export interface TrainedModel {
  readonly model: Model
  readonly weights: Weights
  readonly backend: BackendChoice
  readonly threads: number
}

/**
 * Where a model puts each track.
 * Shapes: `mean`, `logVar` [track, latent] (`logVar` zero for a model without a posterior), `error` [track].
 */
export interface Embedding {
  readonly mean: Float32Array
  readonly logVar: Float32Array
  /** Reconstruction from the posterior mean, judged by the model's likelihood; summed squared error for a Gaussian. */
  readonly error: Float32Array
}

/** As many tracks at once as make half a million numbers; a constant, so that company never changes a result. */
const batchSizeOf = ({ features }: Model): number => Math.max(16, Math.min(512, Math.floor(2 ** 19 / features)))

const shapesOf = (weights: Weights): Shapes =>
  Object.fromEntries(Object.entries(weights).map(([name, { shape }]) => [name, shape]))

/** Runs a function of batches over all rows; the last batch is padded with zeros, which are cut off the result. */
const overRows = async (
  { backend, model, threads, weights }: TrainedModel,
  sources: Readonly<Record<string, RowSource>>,
  fn: Pick<TensorFunction, "apply"> & { readonly inputs: Shapes; readonly outputs: Shapes }
): Promise<Arrays> => {
  assertWeights(model, weights)
  const runtime = await loadRuntime(await resolveBackend(backend), threads)
  const call = await runtime.prepare({ ...fn, inputs: { ...shapesOf(weights), ...fn.inputs } })
  const numbers = Object.fromEntries(Object.entries(weights).map(([name, { data }]) => [name, data]))
  const [first] = Object.values(sources)
  const total = first!.rows
  const results = Object.fromEntries(
    Object.entries(fn.outputs).map(([name, [, ...rest]]) => [name, new Float32Array(total * sizeOf(rest))])
  )
  const batchSize = batchSizeOf(model)
  try {
    for (let start = 0; start < total; start += batchSize) {
      const rows = Int32Array.from({ length: Math.min(batchSize, total - start) }, (_, i) => start + i)
      const inputs = Object.fromEntries(
        Object.entries(sources).map(([name, source]) => {
          const batch = new Float32Array(batchSize * source.cols)
          source.copy(rows, batch, 0)
          return [name, batch]
        })
      )
      const found = await call.run({ ...numbers, ...inputs })
      for (const [name, [, ...rest]] of Object.entries(fn.outputs)) {
        results[name]!.set(found[name]!.subarray(0, rows.length * sizeOf(rest)), start * sizeOf(rest))
      }
      await new Promise(setImmediate) // lets messages out
    }
  } finally {
    await call.dispose()
  }
  return results
}

/**
 * Embeds every track. Throws a RangeError when the weights or the data are of another model.
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { autoencoder } from "partita/model"
 * import { embed, onlyFeatures } from "partita/training"
 * const model = autoencoder({ features: 2, hidden: [], latents: 1, likelihood: "gaussian" })
 * const trained = { model, weights: model.initialize(new Random(7)), backend: "cpu", threads: 1 } as const
 * const { mean } = await embed(trained, onlyFeatures({ rows: 3, cols: 2, data: new Float32Array(6) }))
 * mean.length // → 3
 * ```
 */
export const embed = async (trained: TrainedModel, data: TrainingData): Promise<Embedding> => {
  const { model } = trained
  const { condition, presence, x } = data
  if (x.cols !== model.features) throw new RangeError(`these weights encode ${model.features} features, not ${x.cols}`)
  const rows = batchSizeOf(model)
  const sources = { x, ...(condition === null ? {} : { condition }), ...(presence === null ? {} : { presence }) }
  const found = await overRows(trained, sources, {
    inputs: batchShapes(model, rows, presence !== null),
    outputs: { mean: [rows, model.latents], logVar: [rows, model.latents], error: [rows] },
    apply: (tf, tensors) => {
      const batch = batchOf(tensors)
      const { logVar, mean } = model.encode(tf, tensors, batch)
      const silent = tf.zerosLike(mean) as Tensor2D // no noise: from the posterior mean
      const single: Model = { ...model, subsets: [model.parts.map(() => 1)] }
      const { error } = trackLosses(tf, model.subsets === undefined ? model : single, tensors, {
        ...batch,
        noise: silent
      })
      return { mean, logVar: logVar ?? tf.zerosLike(mean), error }
    }
  })
  return { mean: found["mean"]!, logVar: found["logVar"]!, error: found["error"]! }
}

/**
 * Decodes latents [row, latent] into what the decoder expects: [row, feature]. `condition` [row, condition].
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { autoencoder } from "partita/model"
 * import { decode, rowsOf } from "partita/training"
 * const model = autoencoder({ features: 2, hidden: [], latents: 1, likelihood: "gaussian" })
 * const trained = { model, weights: model.initialize(new Random(7)), backend: "cpu", threads: 1 } as const
 * const tracks = await decode(trained, rowsOf({ rows: 3, cols: 1, data: new Float32Array(3) }), null)
 * tracks.length // → 6
 * ```
 */
export const decode = async (
  trained: TrainedModel,
  z: RowSource,
  condition: RowSource | null
): Promise<Float32Array> => {
  const { model } = trained
  if (z.cols !== model.latents) throw new RangeError(`these weights decode ${model.latents} latents, not ${z.cols}`)
  const rows = batchSizeOf(model)
  const found = await overRows(trained, { z, ...(condition === null ? {} : { condition }) }, {
    inputs: {
      z: [rows, model.latents],
      ...(model.conditions === 0 ? {} : { condition: [rows, model.conditions] })
    },
    outputs: { tracks: [rows, model.features] },
    apply: (tf, tensors) => {
      const told = (tensors["condition"] ?? null) as Tensor2D | null
      return { tracks: expectedTracks(tf, model, model.decode(tf, tensors, tensors["z"] as Tensor2D, told)) }
    }
  })
  return found["tracks"]!
}
