/**
 * A variational autoencoder of several parts, such as audio and lyrics, any of which a track may lack: each part has an
 * encoder of its own that is one expert on where the track lies, and the posterior is the product of those present.
 * Source: Wu & Goodman 2018, Multimodal generative models for scalable weakly-supervised learning (arXiv:1802.05335).
 */
import type { Tensor2D } from "@tensorflow/tfjs"
import { applyHeads, applyStack, denseStack, posteriorHeads } from "./dense-stack.ts"
import { splitParts } from "./elbo.ts"
import type { Branch } from "./hybrid-vae.ts"
import type { Model, Posterior } from "./model.ts"
import { dense, denseLayer, type TensorFlow, type Weights } from "./weights.ts"

/** `logVarLimit` clamps the log variance of each expert to ±limit. */
export interface ProductOfExpertsVaeArchitecture {
  readonly branches: ReadonlyArray<Branch>
  readonly latents: number
  readonly logVarLimit: number
}

/**
 * The product of Gaussian experts and of the unit Gaussian prior, which is what is left of a track that lacks everything.
 *
 * Shapes: `mean`, `logVar` [batch, latent] for each expert, `presence` [batch, expert] of 1 or 0, or null when all are
 * there. An absent expert leaves the result as it is to the last bit. Source: Wu & Goodman 2018, equation 3.
 */
export const productOfExperts = (
  tf: TensorFlow,
  experts: ReadonlyArray<{ readonly mean: Tensor2D; readonly logVar: Tensor2D }>,
  presence: Tensor2D | null
): Posterior => {
  const precisions = experts.map(({ logVar }, i): Tensor2D => {
    const precision: Tensor2D = tf.exp(tf.neg(logVar)) // [batch, latent]
    return presence === null ? precision : precision.mul(presence.slice([0, i], [-1, 1]))
  })
  const total = precisions.reduce((sum, precision) => sum.add(precision)).add<Tensor2D>(1) // the prior's precision
  const pull = experts.map(({ mean }, i) => mean.mul<Tensor2D>(precisions[i]!)).reduce((sum, each) => sum.add(each))
  return { mean: pull.div(total), logVar: tf.neg(tf.log(total)) }
}

/** Weights of one part: its encoder with heads, and its decoder. */
const branchWeights = (
  { features, hidden, name }: Branch,
  latents: number,
  random: Parameters<Model["initialize"]>[0]
) => ({
  ...denseStack(`${name}.encoder`, [features, ...hidden], random),
  ...posteriorHeads(`${name}.`, hidden.at(-1) ?? features, latents, random),
  ...denseStack(`${name}.decoder`, [latents, ...hidden.toReversed()], random),
  ...denseLayer(`${name}.output`, hidden[0] ?? latents, features, random.fork(`${name}.output`))
})

/**
 * The product-of-experts VAE of an architecture: ReLU between layers, linear heads and outputs. What stands in `x` for
 * an absent part is ignored but has to be a number, such as 0.
 *
 * Training adds up the bounds of all parts together and of each part alone. The paper also draws a few random subsets
 * for many modalities, of which two parts have none.
 *
 * @example
 * ```ts
 * import { productOfExpertsVae } from "partita/model"
 * const model = productOfExpertsVae({
 *   branches: [
 *     { name: "audio", features: 57, likelihood: "gaussian", weight: 1, hidden: [32] },
 *     { name: "lyrics", features: 300, likelihood: "multinomial", weight: 1, hidden: [64] }
 *   ],
 *   latents: 8,
 *   logVarLimit: 10
 * })
 * model.parts.map(({ name }) => name) // → ["audio", "lyrics"]
 * ```
 */
export const productOfExpertsVae = (architecture: ProductOfExpertsVaeArchitecture): Model => {
  const { branches, latents, logVarLimit } = architecture
  const alone = branches.map((_, i) => branches.map((_, j): 0 | 1 => i === j ? 1 : 0))
  return {
    identity: `product-of-experts-vae ${JSON.stringify(architecture)}`,
    features: branches.reduce((sum, { features }) => sum + features, 0),
    latents,
    conditions: 0,
    parts: branches,
    subsets: branches.length === 1 ? alone : [branches.map((): 1 => 1), ...alone],
    initialize: (random) =>
      Object.assign({}, ...branches.map((branch) => branchWeights(branch, latents, random))) as Weights,
    encode: (tf, weights, { presence, x }) => {
      const parts = splitParts(tf, branches, x)
      const experts = branches.map(({ hidden, name }, i) => {
        const h = applyStack(tf, weights, `${name}.encoder`, { count: hidden.length, x: parts[i]! }) // [batch, hidden]
        const { logVar, mean } = applyHeads(tf, weights, `${name}.`, { h, logVarLimit })
        return { mean, logVar: logVar! }
      })
      return productOfExperts(tf, experts, presence)
    },
    decode: (tf, weights, z) => {
      const decoded = branches.map(({ hidden, name }) => {
        const h = applyStack(tf, weights, `${name}.decoder`, { count: hidden.length, x: z }) // [batch, hidden]
        return dense(tf, weights, `${name}.output`, h, "linear")
      })
      return decoded.length === 1 ? decoded[0]! : tf.concat(decoded, 1)
    }
  }
}
