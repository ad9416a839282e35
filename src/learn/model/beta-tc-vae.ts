/**
 * A VAE whose latents pay extra for depending on one another: the total correlation of the aggregate posterior, which is
 * one of the three terms of the KL, is charged once more, `weight` times.
 * Source: Chen, Li, Grosse & Duvenaud 2018, Isolating sources of disentanglement in VAEs (arXiv:1802.04942).
 */
import type { Scalar, Tensor1D, Tensor2D, Tensor3D } from "@tensorflow/tfjs"
import { gaussianPosterior } from "./gaussian-posterior.ts"
import type { Model } from "./model.ts"
import type { TensorFlow } from "./weights.ts"

/** Latents of a batch: `mean`, `logVar` and the sample `z` [batch, latent]; `share` [batch, 1] is what each row counts. */
export interface LatentBatch {
  readonly mean: Tensor2D
  readonly logVar: Tensor2D
  readonly z: Tensor2D
  readonly share: Tensor2D
}

/** log q(z of a row | another row), per latent: [row, other, latent]. */
const logDensities = (tf: TensorFlow, { logVar, mean, z }: LatentBatch): Tensor3D => {
  const spread = logVar.expandDims<Tensor3D>(0) // [1, other, latent]
  const distance = z.expandDims<Tensor3D>(1).sub(mean.expandDims(0)) // [row, other, latent]
  return tf.mul(-0.5, distance.square().mul(spread.neg().exp()).add(spread).add(Math.log(2 * Math.PI)))
}

/**
 * Total correlation of the latents: KL of their joint aggregate density from the product of its marginals, each estimated
 * from the batch by minibatch weighted sampling. Units: nats, but for a constant: the paper also divides every density
 * by the number of tracks N, which adds (latents - 1) · log N whatever the weights are.
 *
 * Rows whose share is 0 neither count nor serve as others. Source: Chen et al. 2018, section 3.1.
 */
export const totalCorrelation = (tf: TensorFlow, batch: LatentBatch): Scalar => {
  const densities = logDensities(tf, batch)
  const counted = tf.log(tf.maximum(batch.share, 1e-37)).reshape<Tensor2D>([1, -1]) // [1, other]; -85 for padding
  const joint = tf.logSumExp(densities.sum<Tensor2D>(2).add(counted), 1) // [row]
  const marginals = tf.logSumExp(densities.add(counted.expandDims(2)), 1).sum<Tensor1D>(1) // [row]
  return joint.sub(marginals).mul(batch.share.reshape([-1])).sum()
}

/**
 * Any VAE with a Gaussian posterior, charged `weight` = β_TC - 1 times the total correlation beyond what its KL charges.
 * A squared error is twice a negative log likelihood: for the paper's β_TC train with β = 2, the reduction `sum` and
 * weight = 2 · (β_TC - 1).
 *
 * Failure: a RangeError in training when the model has no posterior variance.
 *
 * @example
 * ```ts
 * import { betaTcVae, mlpVae } from "partita/model"
 * const vae = mlpVae({ features: 57, hidden: [32], latents: 8, logVarLimit: 10, likelihood: "gaussian" })
 * betaTcVae(vae, 10).latents // → 8
 * ```
 */
export const betaTcVae = (model: Model, weight: number): Model => {
  const identity = `beta-tc-vae ${JSON.stringify({ weight })} of ${model.identity}`
  return {
    ...model,
    identity,
    penalty: (tf, weights, latent) => {
      const { posterior, share, z } = latent
      const own: Scalar = totalCorrelation(tf, { ...gaussianPosterior(posterior, { identity }), z, share }).mul(weight)
      return model.penalty === undefined ? own : own.add(model.penalty(tf, weights, latent))
    }
  }
}
