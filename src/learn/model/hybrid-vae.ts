/**
 * A variational autoencoder of several parts, such as audio and lyrics: a branch encodes each, one posterior joins them,
 * and each part has a decoder of its own. It needs every part of every track; product-of-experts-vae.ts does not.
 * Source: Suzuki, Nakayama & Matsuo 2016, Joint multimodal learning with deep generative models (arXiv:1611.01891).
 */
import type { Tensor2D } from "@tensorflow/tfjs"
import { applyHeads, applyStack, denseStack, posteriorHeads } from "./dense-stack.ts"
import { splitParts } from "./elbo.ts"
import type { Model, Part } from "./model.ts"
import { dense, denseLayer } from "./weights.ts"

/** A part with the widths of its own encoder; its decoder mirrors them. */
export interface Branch extends Part {
  readonly hidden: ReadonlyArray<number>
}

/** `logVarLimit` clamps the log variance to ±limit. */
export interface HybridVaeArchitecture {
  readonly branches: ReadonlyArray<Branch>
  readonly latents: number
  readonly logVarLimit: number
}

const lastWidth = ({ features, hidden }: Branch): number => hidden.at(-1) ?? features

/**
 * The hybrid VAE of an architecture: ReLU in the branches, which the joint layer before the decoders mirrors.
 *
 * @example
 * ```ts
 * import { hybridVae } from "partita/model"
 * const model = hybridVae({
 *   branches: [
 *     { name: "audio", features: 57, likelihood: "gaussian", weight: 1, hidden: [32] },
 *     { name: "lyrics", features: 300, likelihood: "multinomial", weight: 1, hidden: [64] }
 *   ],
 *   latents: 8,
 *   logVarLimit: 10
 * })
 * model.features // → 357
 * ```
 */
export const hybridVae = (architecture: HybridVaeArchitecture): Model => {
  const { branches, latents, logVarLimit } = architecture
  const widths = branches.map(lastWidth)
  const joint = widths.reduce((sum, width) => sum + width, 0)
  return {
    identity: `hybrid-vae ${JSON.stringify(architecture)}`,
    features: branches.reduce((sum, { features }) => sum + features, 0),
    latents,
    conditions: 0,
    parts: branches,
    initialize: (random) => ({
      ...Object.assign(
        {},
        ...branches.map(({ features, hidden, name }) => denseStack(`${name}.encoder`, [features, ...hidden], random))
      ) as ReturnType<typeof denseStack>,
      ...posteriorHeads("", joint, latents, random),
      ...denseLayer("joint", latents, joint, random.fork("joint")),
      ...Object.assign(
        {},
        ...branches.flatMap((branch) => [
          denseStack(`${branch.name}.decoder`, [lastWidth(branch), ...branch.hidden.toReversed()], random),
          denseLayer(
            `${branch.name}.output`,
            branch.hidden[0] ?? branch.features,
            branch.features,
            random.fork(`${branch.name}.output`)
          )
        ])
      ) as ReturnType<typeof denseStack>
    }),
    encode: (tf, weights, { x }) => {
      const parts = splitParts(tf, branches, x)
      const encoded = branches.map(({ hidden, name }, i) =>
        applyStack(tf, weights, `${name}.encoder`, { count: hidden.length, x: parts[i]! })
      )
      const h = encoded.length === 1 ? encoded[0]! : tf.concat(encoded, 1) // [batch, joint]
      return applyHeads(tf, weights, "", { h, logVarLimit })
    },
    decode: (tf, weights, z) => {
      const h = dense(tf, weights, "joint", z, "linear") // [batch, joint]
      const split: ReadonlyArray<Tensor2D> = branches.length === 1 ? [h] : tf.split(h, widths, 1)
      const decoded = branches.map(({ hidden, name }, i) =>
        dense(
          tf,
          weights,
          `${name}.output`,
          applyStack(tf, weights, `${name}.decoder`, { count: hidden.length, x: split[i]! }),
          "linear"
        )
      )
      return decoded.length === 1 ? decoded[0]! : tf.concat(decoded, 1)
    }
  }
}
