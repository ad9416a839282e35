/**
 * The evidence lower bound of a Gaussian VAE and how its two halves are weighted.
 * Source: Kingma & Welling 2014 (arXiv:1312.6114); β: Higgins et al. 2017.
 */
import type { Tensor1D, Tensor2D } from "@tensorflow/tfjs"
import type { TensorFlow } from "./weights.ts"

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
