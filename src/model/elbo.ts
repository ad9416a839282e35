/**
 * The evidence lower bound of a Gaussian VAE and how its two halves are weighted.
 * Source: Kingma & Welling 2014 (arXiv:1312.6114); β: Higgins et al. 2017.
 */
import type { Scalar, Tensor1D, Tensor2D } from "@tensorflow/tfjs"
import type { Model } from "./model.ts"
import type { TensorFlow, WeightTensors } from "./weights.ts"

/** `sum` adds squared errors over features and KL over latents, per track; `mean` averages both. */
export type Reduction = "sum" | "mean"

/** Sum of squared errors per track: [batch, feature] × 2 → [batch]. */
export const squaredError = (output: Tensor2D, target: Tensor2D): Tensor1D => output.sub(target).square().sum(1)

/**
 * Divergence of each posterior from the unit Gaussian: [batch, latent] × 2 → [batch, latent]. Units: nats. Always ≥ 0.
 * Source: Kingma & Welling 2014, appendix B.
 */
export const klToUnitGaussian = (tf: TensorFlow, mean: Tensor2D, logVar: Tensor2D): Tensor2D =>
  tf.mul(0.5, mean.square().add(logVar.exp()).sub(logVar).sub(1))

/** A posterior sample mean + noise · exp(logVar / 2): all [batch, latent]. */
export const reparameterize = (mean: Tensor2D, logVar: Tensor2D, noise: Tensor2D): Tensor2D =>
  mean.add(noise.mul(logVar.mul(0.5).exp()))

/** Both halves of the bound for each track: x [batch, feature], noise [batch, latent] → [batch] each. */
export const trackLosses = (
  tf: TensorFlow,
  model: Model,
  weights: WeightTensors,
  { noise, x }: { readonly x: Tensor2D; readonly noise: Tensor2D }
): { readonly error: Tensor1D; readonly kl: Tensor1D } => {
  const { logVar, mean } = model.encode(tf, weights, x)
  const z = logVar === null ? mean : reparameterize(mean, logVar, noise)
  const kl: Tensor1D = logVar === null ? tf.zeros([x.shape[0]]) : klToUnitGaussian(tf, mean, logVar).sum(1)
  return { error: squaredError(model.decode(tf, weights, z), x), kl }
}

/**
 * The loss of a batch as scalars. `share` [batch] says how much each track counts (1 / batch for a mean), `factors`
 * are those of `lossWeights`, as numbers or tensors, so that a schedule needs no new trace.
 */
export const batchLoss = (
  tf: TensorFlow,
  model: Model,
  weights: WeightTensors,
  { factors, share, ...batch }: {
    readonly x: Tensor2D
    readonly noise: Tensor2D
    readonly share: Tensor1D
    readonly factors: { readonly error: number | Scalar; readonly kl: number | Scalar }
  }
): { readonly total: Scalar; readonly error: Scalar; readonly kl: Scalar } => {
  const tracks = trackLosses(tf, model, weights, batch)
  const error: Scalar = tracks.error.mul(share).sum()
  const kl: Scalar = tracks.kl.mul(share).sum()
  return { total: error.mul(factors.error).add(kl.mul(factors.kl)), error, kl }
}

/** Factors on the summed squared error and the summed KL of a track that a reduction stands for. */
export const lossWeights = (
  reduction: Reduction,
  beta: number,
  features: number,
  latents: number
): { readonly error: number; readonly kl: number } =>
  reduction === "sum" ? { error: 1, kl: beta } : { error: 1 / features, kl: beta / latents }

/**
 * β in units of the true ELBO with unit noise, ½·SSE + KL: half the ratio of the two factors. Losses that average over
 * features hide a much larger β than they name.
 */
export const effectiveBeta = (reduction: Reduction, beta: number, features: number, latents: number): number => {
  const { error, kl } = lossWeights(reduction, beta, features, latents)
  return kl / (2 * error)
}
