/**
 * What a trainer needs to know of a model: how it starts, encodes and decodes, and where its loss differs from the plain
 * evidence lower bound. One model per file in this folder; the loss they share is in elbo.ts.
 */
import type { Scalar, Tensor2D } from "@tensorflow/tfjs"
import type { Random } from "../../math/random.ts"
import type { Likelihood } from "./likelihood.ts"
import type { TensorFlow, Weights, WeightTensors } from "./weights.ts"

/** Some tracks as a model sees them. */
export interface Batch {
  /** [batch, feature]: the parts of a track side by side. */
  readonly x: Tensor2D
  /** [batch, condition], such as one-hot genres; null for a model that is told nothing. */
  readonly condition: Tensor2D | null
  /** [batch, part], 1 where a track has the part and 0 where it lacks it; null for a model that needs every part. */
  readonly presence: Tensor2D | null
}

/** Where the encoder puts each track: [batch, latent]. `logVar` is null for a model without a posterior. */
export interface Posterior {
  readonly mean: Tensor2D
  readonly logVar: Tensor2D | null
}

/** A stretch of a track's features with a likelihood of its own, such as the audio or the lyrics. */
export interface Part {
  readonly name: string
  readonly features: number
  readonly likelihood: Likelihood
  /** How much its reconstruction counts in the loss. */
  readonly weight: number
}

/** An autoencoder as functions of its weights, so that any tfjs backend or a tracer can run it. */
export interface Model {
  /** Kind and architecture in words: models of one identity take each other's weights. */
  readonly identity: string
  /** Sum of the parts' features. */
  readonly features: number
  readonly latents: number
  /** Width of the condition; 0 for a model that is told nothing. */
  readonly conditions: number
  readonly parts: ReadonlyArray<Part>
  /** Fresh weights; the same random stream gives the same bytes on every backend. */
  readonly initialize: (random: Random) => Weights
  readonly encode: (tf: TensorFlow, weights: WeightTensors, batch: Batch) => Posterior
  /** [batch, latent] → [batch, feature]: means of Gaussian parts, logits of the others. */
  readonly decode: (tf: TensorFlow, weights: WeightTensors, z: Tensor2D, condition: Tensor2D | null) => Tensor2D
  /** A latent [batch, latent] from the posterior; mean + noise · exp(logVar / 2) where absent. */
  readonly sample?: (tf: TensorFlow, weights: WeightTensors, posterior: Posterior, noise: Tensor2D) => Tensor2D
  /** Cost of the posterior, [batch, any]; the divergence from the unit Gaussian per latent where absent. */
  readonly divergence?: (tf: TensorFlow, weights: WeightTensors, posterior: Posterior, z: Tensor2D) => Tensor2D
  /** A further cost of the whole batch, already weighted. `share` [batch] is how much each track counts. */
  readonly penalty?: (
    tf: TensorFlow,
    weights: WeightTensors,
    latent: { readonly posterior: Posterior; readonly z: Tensor2D; readonly share: Tensor2D }
  ) => Scalar
  /** Sets of parts, 1 or 0 for each, whose bounds are added up in training; only for models that cope with absence. */
  readonly subsets?: ReadonlyArray<ReadonlyArray<0 | 1>>
}
