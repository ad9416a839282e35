/**
 * An autoencoder whose decoder reads nothing but codes out of a learnt codebook: the latents of a track are cut into slots
 * and each slot is replaced by the nearest code.
 * Source: van den Oord, Vinyals & Kavukcuoglu 2017, Neural discrete representation learning (arXiv:1711.00937).
 */
import type { Tensor2D, Tensor3D } from "@tensorflow/tfjs"
import type { Model } from "./model.ts"
import { stopGradient, withoutGradient } from "./stop-gradient.ts"
import type { TensorFlow, WeightTensors } from "./weights.ts"

/** `codes` in a codebook that all `slots` share; `commitment` is the paper's β, 0.25 there. */
export interface VqVaeArchitecture {
  readonly slots: number
  readonly codes: number
  readonly commitment: number
}

const codebookOf = (weights: WeightTensors) => weights["codebook"]! as Tensor2D // [code, width]

/** Latents cut into slots, as wide as a code: [batch, latent] → [batch · slot, width]. */
const slotsOf = (codebook: Tensor2D, z: Tensor2D): Tensor2D => z.reshape<Tensor2D>([-1, codebook.shape[1]])

/** Numbers of the codes: [code]. */
const numbersOf = (tf: TensorFlow, codebook: Tensor2D) =>
  tf.tensor1d(Array.from({ length: codebook.shape[0] }, (_, i) => i))

/**
 * The number of the code nearest to each slot, the first of several: [batch · slot, width] → [batch · slot, 1]. It is an
 * argMin made of operations that every backend has.
 */
const nearest = (tf: TensorFlow, codebook: Tensor2D, slots: Tensor2D): Tensor2D => {
  const product = tf.matMul(slots, codebook, false, true) // [batch · slot, code]
  const distances = codebook.square().sum(1).sub(product.mul(2)) // the slot's own square is left out
  const isNearest = distances.equal(distances.min(1, true))
  return tf.where(isNearest, numbersOf(tf, codebook), codebook.shape[0]).min(1, true)
}

/** The nearest codes themselves, through which the codebook learns: [batch · slot, width] → same. */
const quantized = (tf: TensorFlow, codebook: Tensor2D, slots: Tensor2D): Tensor2D => {
  const choice = withoutGradient(
    tf,
    [slots, codebook],
    () => nearest(tf, codebook, slots).equal(numbersOf(tf, codebook)).toFloat() as Tensor2D // [batch · slot, code]
  )
  return tf.matMul(choice, codebook)
}

/**
 * Which code stands for each slot: [batch, latent] → [batch, slot], whole numbers.
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { autoencoder, nearestCodes, vqVae } from "partita/model"
 * import { loadTensorFlow } from "partita/training"
 * const tf = await loadTensorFlow("cpu")
 * const plain = autoencoder({ features: 57, hidden: [32], latents: 8, likelihood: "gaussian" })
 * const fresh = vqVae(plain, { slots: 4, codes: 16, commitment: 0.25 }).initialize(new Random(7))
 * const weights = Object.fromEntries(
 *   Object.entries(fresh).map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])])
 * )
 * nearestCodes(tf, weights, tf.zeros([3, 8])).shape // → [3, 4]
 * ```
 */
export const nearestCodes = (tf: TensorFlow, weights: WeightTensors, z: Tensor2D): Tensor2D => {
  const codebook = codebookOf(weights)
  return nearest(tf, codebook, slotsOf(codebook, z)).reshape([z.shape[0], -1])
}

/** Latents whose slots are codes, [batch, latent]; the gradient passes straight through to `z`. */
const straightThrough = (tf: TensorFlow, weights: WeightTensors, z: Tensor2D): Tensor2D => {
  const codebook = codebookOf(weights)
  const step = withoutGradient(tf, [z, codebook], () => {
    const slots = slotsOf(codebook, z)
    return quantized(tf, codebook, slots).sub(slots).reshape(z.shape)
  })
  return z.add(step)
}

/**
 * What codes pay to come to the latents, and `commitment` times what latents pay to come to their codes: [batch, slot].
 * Units: squared distance. The divergence of one certain code from a uniform prior, log(codes), is constant and left out.
 * Source: van den Oord et al. 2017, equation 3.
 */
const codebookCost = (tf: TensorFlow, weights: WeightTensors, commitment: number, z: Tensor2D): Tensor2D => {
  const codebook = codebookOf(weights)
  const slots = slotsOf(codebook, z)
  const codes = quantized(tf, codebook, slots)
  const coming = stopGradient(tf, slots).sub(codes).square()
  const committed = slots.sub(stopGradient(tf, codes)).square().mul(commitment)
  return coming.add(committed).reshape<Tensor3D>([z.shape[0], -1, codebook.shape[1]]).sum(2)
}

/**
 * Any autoencoder read through a codebook; a VAE's variance is left unused. The posterior mean is what the encoder says
 * before it is quantized, and decoding quantizes whatever latents it is given. The codebook's cost is charged as the KL:
 * β = 1 without warm-up is the paper's loss. Codes start as standard normals, about where the latents of standardised
 * tracks lie; those that no track is near do not move, which nearestCodes shows.
 *
 * Failure: a RangeError when the latents cannot be cut into equal slots.
 *
 * @example
 * ```ts
 * import { autoencoder, vqVae } from "partita/model"
 * const plain = autoencoder({ features: 57, hidden: [32], latents: 8, likelihood: "gaussian" })
 * vqVae(plain, { slots: 4, codes: 16, commitment: 0.25 }).latents // → 8
 * ```
 */
export const vqVae = (model: Model, architecture: VqVaeArchitecture): Model => {
  const { codes, commitment, slots } = architecture
  const width = model.latents / slots
  if (!Number.isInteger(width)) {
    throw new RangeError(`${model.latents} latents cannot be cut into ${slots} equal slots; choose a multiple`)
  }
  return {
    ...model,
    identity: `vq-vae ${JSON.stringify(architecture)} of ${model.identity}`,
    initialize: (random) => {
      const stream = random.fork("codebook")
      const data = Float32Array.from({ length: codes * width }, () => stream.normal())
      return { ...model.initialize(random), codebook: { shape: [codes, width], data } }
    },
    encode: (tf, weights, batch) => ({ mean: model.encode(tf, weights, batch).mean, logVar: null }),
    decode: (tf, weights, z, condition) => model.decode(tf, weights, straightThrough(tf, weights, z), condition),
    divergence: (tf, weights, { mean }) => codebookCost(tf, weights, commitment, mean)
  }
}
