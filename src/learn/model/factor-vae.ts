/**
 * A VAE whose latents pay extra for depending on one another, as a discriminator sees it that learns beside the VAE to
 * tell latents of tracks from latents put together out of different tracks. beta-tc-vae.ts estimates the same cost
 * without a discriminator.
 *
 * Source: Kim & Mnih 2018, Disentangling by factorising (arXiv:1802.05983). Where we differ:
 * - The permuted latents are those of the same batch, not of a second one, and a latent is permuted by rolling its column,
 *   every column by another number of rows; the batch has been shuffled already.
 * - One optimizer step serves both sides, so that the discriminator has the VAE's learning rate, moments and gradient
 *   clipping, and sees the latents of before the step.
 * - The discriminator gives one logit, the difference of the paper's two.
 */
import type { Scalar, Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs"
import { denseStack } from "./dense-stack.ts"
import type { Model } from "./model.ts"
import { stopGradient, withoutGradient } from "./stop-gradient.ts"
import { dense, denseLayer, type TensorFlow, type WeightTensors } from "./weights.ts"

/** `weight` is the paper's γ; `hidden` are the widths of the discriminator's layers, in the paper six of 1000. */
export interface FactorVaeArchitecture {
  readonly weight: number
  readonly hidden: ReadonlyArray<number>
}

const prefix = "discriminator."
const slope = 0.2 // of the leaky rectifiers: Kim & Mnih 2018, appendix A

/** The discriminator's logit that latents are those of one track: [row, latent] → [row]. */
const logits = (tf: TensorFlow, weights: WeightTensors, layers: number, z: Tensor2D): Tensor1D => {
  const h = Array.from({ length: layers }).reduce<Tensor2D>(
    (x, _, i) => tf.leakyRelu(dense(tf, weights, `${prefix}${i}`, x, "linear"), slope),
    z
  )
  return dense(tf, weights, `${prefix}logit`, h, "linear").reshape([-1])
}

/** Column j rolled by j rows, so that no two latents of a row are of one track: [row, latent] → same, for latents ≤ rows. */
const permuted = (tf: TensorFlow, z: Tensor): Tensor2D => {
  const [rows, latents] = z.shape as [number, number]
  const from = Int32Array.from({ length: rows * latents }, (_, at) => (at + at % latents * latents) % (rows * latents))
  return z.reshape([-1]).gather(tf.tensor1d(from, "int32")).reshape([rows, latents])
}

const frozen = (tf: TensorFlow, weights: WeightTensors): WeightTensors =>
  Object.fromEntries(
    Object.entries(weights).filter(([name]) => name.startsWith(prefix)).map(([name, w]) => [name, stopGradient(tf, w)])
  )

/**
 * Any VAE, charged `weight` times its total correlation, with the weights of its discriminator as `discriminator.*`.
 * As a squared error is twice a negative log likelihood, the paper's objective is β = 2, the reduction `sum` and
 * weight = 2γ.
 *
 * @example
 * ```ts
 * import { factorVae, mlpVae } from "partita/model"
 * const vae = mlpVae({ features: 57, hidden: [32], latents: 8, logVarLimit: 10, likelihood: "gaussian" })
 * factorVae(vae, { weight: 6, hidden: [64, 64] }).latents // → 8
 * ```
 */
export const factorVae = (model: Model, architecture: FactorVaeArchitecture): Model => {
  const { hidden, weight } = architecture
  const widths = [model.latents, ...hidden]
  return {
    ...model,
    identity: `factor-vae ${JSON.stringify(architecture)} of ${model.identity}`,
    initialize: (random) => ({
      ...model.initialize(random),
      ...denseStack("discriminator", widths, random),
      ...denseLayer(`${prefix}logit`, widths.at(-1)!, 1, random.fork(`${prefix}logit`))
    }),
    penalty: (tf, weights, latent) => {
      const { share, z } = latent
      const counted = share.reshape<Tensor1D>([-1])
      // for the VAE: log D / (1 - D), the density ratio, by a discriminator that stays as it is
      const correlation: Scalar = logits(tf, frozen(tf, weights), hidden.length, z).mul(counted).sum()
      // for the discriminator: cross entropy on latents that stay as they are
      const real = logits(tf, weights, hidden.length, stopGradient(tf, z))
      const mixed = logits(tf, weights, hidden.length, withoutGradient(tf, [z], (fixed) => permuted(tf, fixed!)))
      const mistakes: Scalar = tf.softplus(tf.neg(real)).add(tf.softplus(mixed)).mul(counted).sum().mul(0.5)
      const own: Scalar = correlation.mul(weight).add(mistakes)
      return model.penalty === undefined ? own : own.add(model.penalty(tf, weights, latent))
    }
  }
}
