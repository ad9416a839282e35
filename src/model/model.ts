/** What a trainer needs to know of a model: how it starts, encodes and decodes. One model per file in this folder. */
import type { Tensor2D } from "@tensorflow/tfjs"
import type { Random } from "../math/random.ts"
import type { TensorFlow, Weights, WeightTensors } from "./weights.ts"

/** Where the encoder puts each track: [batch, latent]. `logVar` is null for a model without a posterior. */
export interface Posterior {
  readonly mean: Tensor2D
  readonly logVar: Tensor2D | null
}

/** An autoencoder as functions of its weights, so that any tfjs backend or a tracer can run it. */
export interface Model {
  readonly features: number
  readonly latents: number
  /** Fresh weights; the same random stream gives the same bytes on every backend. */
  readonly initialize: (random: Random) => Weights
  /** [batch, feature] → [batch, latent]. */
  readonly encode: (tf: TensorFlow, weights: WeightTensors, x: Tensor2D) => Posterior
  /** [batch, latent] → [batch, feature]. */
  readonly decode: (tf: TensorFlow, weights: WeightTensors, z: Tensor2D) => Tensor2D
}
