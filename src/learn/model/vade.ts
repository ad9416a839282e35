/**
 * A VAE whose prior is a mixture of Gaussians that is learnt with it, so that it clusters while it encodes.
 * Source: Jiang, Zheng, Tan, Tang & Zhou 2017, Variational deep embedding (arXiv:1611.05148). Where we differ: shares and
 * variances of the mixture are learnt as logits and logarithms, which keeps them positive and the shares summing to 1.
 */
import type { Tensor, Tensor2D, Tensor3D } from "@tensorflow/tfjs"
import type { Components } from "../cluster/gaussian-components.ts"
import { gaussianPosterior } from "./gaussian-posterior.ts"
import type { Model } from "./model.ts"
import type { TensorFlow, Weights, WeightTensors } from "./weights.ts"

/** The prior's weights in a model's: logits [component], mean and logVar [component, latent]. */
const priorOf = (weights: WeightTensors) => ({
  logits: weights["prior.logits"]! as Tensor,
  mean: weights["prior.mean"]! as Tensor2D,
  logVar: weights["prior.logVar"]! as Tensor2D
})

/** Squared distances from the components in units of their variances: [batch, latent] → [batch, component, latent]. */
const distances = (tf: TensorFlow, weights: WeightTensors, at: Tensor2D): Tensor3D => {
  const { logVar, mean } = priorOf(weights)
  const distance: Tensor3D = at.expandDims<Tensor3D>(1).sub(mean.expandDims(0))
  return distance.square().mul(tf.exp(tf.neg(logVar)))
}

/** log p(component, z) but for a constant: [batch, latent] → [batch, component]. */
const logJoint = (tf: TensorFlow, weights: WeightTensors, z: Tensor2D): Tensor2D => {
  const { logVar, logits } = priorOf(weights)
  const terms: Tensor3D = distances(tf, weights, z).add(logVar)
  return terms.sum<Tensor2D>(2).mul(-0.5).add(tf.logSoftmax(logits.expandDims(0)))
}

/** Probability of each component given latents, as the prior has it: [batch, latent] → [batch, component]. */
export const responsibilities = (tf: TensorFlow, weights: WeightTensors, z: Tensor2D): Tensor2D =>
  tf.softmax(logJoint(tf, weights, z))

/**
 * Divergence of posterior and responsibilities from the mixture prior, given the sample `z` the latter are taken at.
 * Shapes: [batch, latent] each → [batch, latent + 1]: for each latent the mean divergence from the components, weighted
 * by responsibility; last the divergence of the responsibilities from the shares. Units: nats. Always ≥ 0.
 * Source: Jiang et al. 2017, equation 12, all its terms but the reconstruction.
 */
const mixtureDivergence = (
  tf: TensorFlow,
  weights: WeightTensors,
  { logVar, mean }: { readonly mean: Tensor2D; readonly logVar: Tensor2D },
  z: Tensor2D
): Tensor2D => {
  const prior = priorOf(weights)
  const logResponsibility = tf.logSoftmax(logJoint(tf, weights, z)) // [batch, component]
  const responsibility = tf.exp(logResponsibility)
  const difference = logVar.expandDims<Tensor3D>(1).sub(prior.logVar.expandDims(0)) // [batch, component, latent]
  const perComponent = difference.exp().add(distances(tf, weights, mean)).sub(difference).sub(1).mul<Tensor3D>(0.5)
  const perLatent: Tensor2D = perComponent.mul(responsibility.expandDims(2)).sum(1) // [batch, latent]
  const logShares = tf.logSoftmax(prior.logits.expandDims(0))
  const ofComponents: Tensor2D = responsibility.mul(logResponsibility.sub(logShares)).sum(1, true) // [batch, 1]
  return tf.concat([perLatent, ofComponents], 1)
}

/**
 * Any VAE with a Gaussian posterior under a learnt prior of `components` Gaussians, whose weights are `prior.*`. Fresh, the
 * components are unit Gaussians around random places; the paper starts from a pretrained autoencoder: `initialPrior`. Its objective is β = 2 under the
 * reduction `sum`, as a squared error is twice a negative log likelihood.
 *
 * Failure: a RangeError in training when the model has no posterior variance.
 *
 * @example
 * ```ts
 * import { mlpVae, vade } from "partita/model"
 * const vae = mlpVae({ features: 57, hidden: [32], latents: 8, logVarLimit: 10, likelihood: "gaussian" })
 * vade(vae, 10).latents // → 8
 * ```
 */
export const vade = (model: Model, components: number): Model => {
  const { latents } = model
  const identity = `vade ${JSON.stringify({ components })} of ${model.identity}`
  return {
    ...model,
    identity,
    initialize: (random) => {
      const places = random.fork("prior.mean")
      return {
        ...model.initialize(random),
        "prior.logits": { shape: [components], data: new Float32Array(components) },
        "prior.mean": {
          shape: [components, latents],
          data: Float32Array.from({ length: components * latents }, () => places.normal())
        },
        "prior.logVar": { shape: [components, latents], data: new Float32Array(components * latents) }
      }
    },
    divergence: (tf, weights, posterior, z) =>
      mixtureDivergence(tf, weights, gaussianPosterior(posterior, { identity }), z)
  }
}

const assertSameShape = (name: string, found: ReadonlyArray<number>, expected: ReadonlyArray<number> | undefined) => {
  if (expected !== undefined && found.join() === expected.join()) return
  const wanted = expected === undefined ? "has no such weight" : `takes [${expected.join(", ")}]`
  throw new RangeError(`weight ${name} is [${found.join(", ")}], but the VaDE ${wanted}; pretrain with the same widths`)
}

const least = 1e-6
const logarithms = (values: ArrayLike<number>) => Float32Array.from(values, (value) => Math.log(Math.max(least, value)))

/**
 * Weights to start a VaDE from: `fresh` ones of its own, with those of a pretrained autoencoder or VAE of the same widths
 * in their places, and a mixture fitted to its latents as the prior. Only an autoencoder leaves the head of the posterior's
 * variance fresh. Shares and variances are taken to be at least 10⁻⁶.
 *
 * Failure: a RangeError when a weight or the mixture is not of the model's shape, or the mixture not of the kind `diag`.
 * Source: the experimental setup of Jiang et al. 2017.
 *
 * @example
 * ```ts
 * import { gaussianMixture } from "partita/cluster"
 * import { matrix, Random } from "partita/math"
 * import { initialPrior, mlpVae, vade } from "partita/model"
 * const random = new Random(7)
 * const vae = mlpVae({ features: 4, hidden: [8], latents: 2, logVarLimit: 10, likelihood: "gaussian" })
 * const { components } = gaussianMixture(matrix([[0, 0], [0, 1], [9, 8], [9, 9]]), { // latents of the pretrained model
 *   k: 2, covariance: "diag", restarts: 1, maxIterations: 50, tolerance: 1e-3, regularization: 1e-6, random
 * })
 * const weights = initialPrior(vade(vae, 2).initialize(random), vae.initialize(random), components)
 * Object.keys(weights).filter((name) => name.startsWith("prior.")) // → ["prior.logits", "prior.mean", "prior.logVar"]
 * ```
 */
export const initialPrior = (fresh: Weights, pretrained: Weights, mixture: Components): Weights => {
  const { covariance, covariances, means, weights } = mixture
  if (covariance !== "diag") {
    throw new RangeError(`the prior of a VaDE has a variance per latent; fit a mixture of kind diag, not ${covariance}`)
  }
  const started: Weights = {
    ...pretrained,
    "prior.logits": { shape: [weights.length], data: logarithms(weights) },
    "prior.mean": { shape: [means.rows, means.cols], data: Float32Array.from(means.data) },
    "prior.logVar": { shape: [covariances.rows, covariances.cols], data: logarithms(covariances.data) }
  }
  for (const [name, { shape }] of Object.entries(started)) assertSameShape(name, shape, fresh[name]?.shape)
  return Object.fromEntries(Object.entries(fresh).map(([name, weight]) => [name, started[name] ?? weight]))
}
