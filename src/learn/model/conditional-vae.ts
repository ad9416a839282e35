/**
 * A conditional variational autoencoder of dense layers: encoder and decoder are told the condition, such as a genre, so
 * the latents need not say it again. Clusters of its latents are label-conditioned wherever the condition is a label.
 * Source: Sohn, Lee & Yan 2015, Learning structured output representation using deep conditional generative models.
 */
import { beside } from "./beside.ts"
import { applyHeads, applyStack, denseStack, posteriorHeads } from "./dense-stack.ts"
import type { MlpVaeArchitecture } from "./mlp-vae.ts"
import type { Model } from "./model.ts"
import { dense, denseLayer } from "./weights.ts"

/** `conditions` is the width of the condition, such as the number of genres of a one-hot code. */
export interface ConditionalVaeArchitecture extends MlpVaeArchitecture {
  readonly conditions: number
}

/**
 * The CVAE of an architecture: the condition beside the track and beside the latents.
 *
 * @example
 * ```ts
 * import { conditionalVae } from "partita/model"
 * const model = conditionalVae({
 *   features: 57, hidden: [32], latents: 8, conditions: 10, logVarLimit: 10, likelihood: "gaussian"
 * })
 * model.conditions // → 10
 * ```
 */
export const conditionalVae = (architecture: ConditionalVaeArchitecture): Model => {
  const { conditions, features, hidden, latents, likelihood, logVarLimit } = architecture
  const count = hidden.length
  return {
    identity: `conditional-vae ${JSON.stringify(architecture)}`,
    features,
    latents,
    conditions,
    parts: [{ name: "track", features, likelihood, weight: 1 }],
    initialize: (random) => ({
      ...denseStack("encoder", [features + conditions, ...hidden], random),
      ...posteriorHeads("", hidden.at(-1) ?? features + conditions, latents, random),
      ...denseStack("decoder", [latents + conditions, ...hidden.toReversed()], random),
      ...denseLayer("output", hidden[0] ?? latents + conditions, features, random.fork("output"))
    }),
    encode: (tf, weights, { condition, x }) => {
      const h = applyStack(tf, weights, "encoder", { count, x: beside(tf, x, condition) }) // [batch, hidden]
      return applyHeads(tf, weights, "", { h, logVarLimit })
    },
    decode: (tf, weights, z, condition) => {
      const h = applyStack(tf, weights, "decoder", { count, x: beside(tf, z, condition) }) // [batch, hidden]
      return dense(tf, weights, "output", h, "linear")
    }
  }
}
