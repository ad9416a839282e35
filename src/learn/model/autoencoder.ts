/**
 * A deterministic autoencoder of dense layers: the baseline a VAE has to beat.
 * Source: Hinton & Salakhutdinov 2006, Reducing the dimensionality of data with neural networks.
 */
import { applyStack, denseStack } from "./dense-stack.ts"
import type { Likelihood } from "./likelihood.ts"
import type { Model } from "./model.ts"
import { dense, denseLayer } from "./weights.ts"

/** Encoder widths from input to code; the decoder mirrors them. */
export interface AutoencoderArchitecture {
  readonly features: number
  readonly hidden: ReadonlyArray<number>
  readonly latents: number
  readonly likelihood: Likelihood
}

/**
 * The autoencoder of an architecture: ReLU between layers, linear code and output.
 *
 * @example
 * ```ts
 * import { autoencoder } from "partita/model"
 * const model = autoencoder({ features: 57, hidden: [32], latents: 8, likelihood: "gaussian" })
 * model.latents // → 8
 * ```
 */
export const autoencoder = (architecture: AutoencoderArchitecture): Model => {
  const { features, hidden, latents, likelihood } = architecture
  const count = hidden.length
  return {
    identity: `autoencoder ${JSON.stringify(architecture)}`,
    features,
    latents,
    conditions: 0,
    parts: [{ name: "track", features, likelihood, weight: 1 }],
    initialize: (random) => ({
      ...denseStack("encoder", [features, ...hidden], random),
      ...denseLayer("mean", hidden.at(-1) ?? features, latents, random.fork("mean")),
      ...denseStack("decoder", [latents, ...hidden.toReversed()], random),
      ...denseLayer("output", hidden[0] ?? latents, features, random.fork("output"))
    }),
    encode: (tf, weights, { x }) => {
      const h = applyStack(tf, weights, "encoder", { count, x }) // [batch, hidden]
      return { mean: dense(tf, weights, "mean", h, "linear"), logVar: null }
    },
    decode: (tf, weights, z) =>
      dense(tf, weights, "output", applyStack(tf, weights, "decoder", { count, x: z }), "linear")
  }
}
