/**
 * The evidence lower bound and how its two halves are weighted.
 * Source: Kingma & Welling 2014 (arXiv:1312.6114); β: Higgins et al. 2017; free bits: Kingma et al. 2016 (arXiv:1606.04934).
 */
import type { Scalar, Tensor1D, Tensor2D } from "@tensorflow/tfjs"
import { type Likelihood, natsPerUnit, reconstructionError } from "./likelihood.ts"
import type { Batch, Model, Part, Posterior } from "./model.ts"
import type { TensorFlow, WeightTensors } from "./weights.ts"

/** `sum` adds errors over features and KL over latents, per track; `mean` averages both. */
export type Reduction = "sum" | "mean"

/**
 * Divergence of each posterior from the unit Gaussian: [batch, latent] × 2 → [batch, latent]. Units: nats. Always ≥ 0.
 * Source: Kingma & Welling 2014, appendix B.
 *
 * @example
 * ```ts
 * import { klToUnitGaussian } from "partita/model"
 * import { loadTensorFlow } from "partita/training"
 * const tf = await loadTensorFlow("cpu")
 * klToUnitGaussian(tf, tf.tensor2d([[0, 2]]), tf.tensor2d([[0, 0]])).arraySync() // → [[0, 2]]
 * ```
 */
export const klToUnitGaussian = (tf: TensorFlow, mean: Tensor2D, logVar: Tensor2D): Tensor2D =>
  tf.mul(0.5, mean.square().add(logVar.exp()).sub(logVar).sub(1))

/**
 * A posterior sample mean + noise · exp(logVar / 2): all [batch, latent].
 *
 * @example
 * ```ts
 * import { reparameterize } from "partita/model"
 * import { loadTensorFlow } from "partita/training"
 * const tf = await loadTensorFlow("cpu")
 * reparameterize(tf.tensor2d([[1]]), tf.tensor2d([[0]]), tf.tensor2d([[-2]])).arraySync() // → [[-1]]
 * ```
 */
export const reparameterize = (mean: Tensor2D, logVar: Tensor2D, noise: Tensor2D): Tensor2D =>
  mean.add(noise.mul(logVar.mul(0.5).exp()))

/** The parts of tracks: [batch, feature] → one [batch, part's features] each. */
export const splitParts = (tf: TensorFlow, parts: ReadonlyArray<Part>, x: Tensor2D): ReadonlyArray<Tensor2D> =>
  parts.length === 1 ? [x] : tf.split(x, parts.map(({ features }) => features), 1)

const errorOf = (tf: TensorFlow, { parts }: Model, output: Tensor2D, { presence, x }: Batch): Tensor1D => {
  const outputs = splitParts(tf, parts, output)
  const targets = splitParts(tf, parts, x)
  const errors = parts.map(({ likelihood, weight }, i) => {
    const error = reconstructionError(tf, likelihood, outputs[i]!, targets[i]!)
    const seen: Tensor1D = presence === null ? error : error.mul(presence.slice([0, i], [-1, 1]).reshape([-1]))
    return weight === 1 ? seen : seen.mul<Tensor1D>(weight)
  })
  return errors.reduce((sum, error) => sum.add(error))
}

const sampleOf = (tf: TensorFlow, model: Model, weights: WeightTensors, posterior: Posterior, noise: Tensor2D) => {
  if (model.sample !== undefined) return model.sample(tf, weights, posterior, noise)
  return posterior.logVar === null ? posterior.mean : reparameterize(posterior.mean, posterior.logVar, noise)
}

const divergenceOf = (tf: TensorFlow, model: Model, weights: WeightTensors, posterior: Posterior, z: Tensor2D) => {
  if (model.divergence !== undefined) return model.divergence(tf, weights, posterior, z)
  const { logVar, mean } = posterior
  return logVar === null ? tf.zerosLike(mean) : klToUnitGaussian(tf, mean, logVar)
}

/** Both halves of one bound, with what they were computed from. */
interface Bound {
  readonly error: Tensor1D
  /** [batch, latent], or fewer columns. */
  readonly divergence: Tensor2D
  readonly posterior: Posterior
  readonly z: Tensor2D
}

const boundOf = (tf: TensorFlow, model: Model, weights: WeightTensors, batch: Batch, noise: Tensor2D): Bound => {
  const posterior = model.encode(tf, weights, batch)
  const z = sampleOf(tf, model, weights, posterior, noise)
  const error = errorOf(tf, model, model.decode(tf, weights, z, batch.condition), batch)
  return { error, divergence: divergenceOf(tf, model, weights, posterior, z), posterior, z }
}

/** The batch as it would be if only some parts were there. */
const restricted = (tf: TensorFlow, batch: Batch, subset: ReadonlyArray<0 | 1>): Batch => ({
  ...batch,
  presence: batch.presence === null
    ? tf.tile(tf.tensor2d([[...subset]]), [batch.x.shape[0], 1])
    : batch.presence.mul(tf.tensor1d([...subset]))
})

const boundsOf = (tf: TensorFlow, model: Model, weights: WeightTensors, batch: Batch, noise: Tensor2D) =>
  (model.subsets ?? [null]).map((subset) =>
    boundOf(tf, model, weights, subset === null ? batch : restricted(tf, batch, subset), noise)
  )

const klOf = ({ divergence }: Bound): Tensor1D => divergence.sum(1)

const total = (tensors: ReadonlyArray<Tensor1D>): Tensor1D => tensors.reduce((sum, tensor) => sum.add(tensor))

/** Both halves of the bound for each track, summed over the model's subsets: noise [batch, latent] → [batch] each. */
export const trackLosses = (
  tf: TensorFlow,
  model: Model,
  weights: WeightTensors,
  { noise, ...batch }: Batch & { readonly noise: Tensor2D }
): { readonly error: Tensor1D; readonly kl: Tensor1D } => {
  const bounds = boundsOf(tf, model, weights, batch, noise)
  return { error: total(bounds.map(({ error }) => error)), kl: total(bounds.map(klOf)) }
}

/** What a batch costs, as scalars: `total` is minimised, `error` and `kl` are the means per track before weighting. */
export interface BatchLoss {
  readonly total: Scalar
  readonly error: Scalar
  readonly kl: Scalar
  /** What the model charges the batch beyond its bound, as weighted; null where it charges nothing. */
  readonly penalty: Scalar | null
}

/** Mean KL per latent with no reward for going below `freeBits` nats: share [batch, 1] → scalar. */
const freed = (tf: TensorFlow, { divergence }: Bound, share: Tensor2D, freeBits: number): Scalar =>
  tf.maximum(divergence.mul(share).sum(0), freeBits).sum()

/**
 * The loss of a batch. `share` [batch] says how much each track counts (1 / batch for a mean), `factors` are those of
 * `lossWeights`, as numbers or tensors, so that a schedule needs no new trace.
 */
export const batchLoss = (
  tf: TensorFlow,
  model: Model,
  weights: WeightTensors,
  { factors, freeBits, noise, share, ...batch }: Batch & {
    readonly noise: Tensor2D
    readonly share: Tensor1D
    readonly freeBits: number
    readonly factors: { readonly error: number | Scalar; readonly kl: number | Scalar }
  }
): BatchLoss => {
  const bounds = boundsOf(tf, model, weights, batch, noise)
  const column: Tensor2D = share.reshape([-1, 1])
  const error: Scalar = total(bounds.map((bound) => bound.error)).mul(share).sum()
  const kl: Scalar = total(bounds.map(klOf)).mul(share).sum()
  const charged = freeBits === 0
    ? kl
    : bounds.map((bound) => freed(tf, bound, column, freeBits)).reduce((sum, scalar) => sum.add(scalar))
  const bound: Scalar = error.mul(factors.error).add(charged.mul(factors.kl))
  const penalties = model.penalty === undefined ?
    [] :
    bounds.map(({ posterior, z }) => model.penalty!(tf, weights, { posterior, z, share: column }))
  const penalty = penalties.length === 0 ? null : penalties.reduce((sum, each) => sum.add(each))
  return { total: penalty === null ? bound : bound.add(penalty), error, kl, penalty }
}

/** Factors on the summed error and the summed KL of a track that a reduction stands for. */
export const lossWeights = (
  reduction: Reduction,
  beta: number,
  features: number,
  latents: number
): { readonly error: number; readonly kl: number } =>
  reduction === "sum" ? { error: 1, kl: beta } : { error: 1 / features, kl: beta / latents }

/**
 * β in units of the true ELBO, negative log likelihood + KL. Losses that average over features hide a much larger β than
 * they name, and a squared error is twice a Gaussian's negative log likelihood.
 *
 * @example
 * ```ts
 * import { effectiveBeta, type Likelihood } from "partita/model"
 * const likelihood: Likelihood = "gaussian"
 * effectiveBeta({ features: 57, latents: 8, likelihood, weight: 1 }, "sum", 4) // → 2
 * ```
 */
export const effectiveBeta = (
  { features, latents, likelihood, weight }: {
    readonly features: number
    readonly latents: number
    readonly likelihood: Likelihood
    readonly weight: number
  },
  reduction: Reduction,
  beta: number
): number => {
  const { error, kl } = lossWeights(reduction, beta, features, latents)
  return natsPerUnit(likelihood) * kl / (weight * error)
}
