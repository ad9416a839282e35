/**
 * A variational autoencoder of dense layers. A β-VAE is this model trained with a β of its own (src/learn/training/config.ts).
 * Source: Kingma & Welling 2014, Auto-encoding variational Bayes (arXiv:1312.6114). Trained by src/learn/training/trainer.ts.
 */
import { applyHeads, applyStack, denseStack, posteriorHeads } from "./dense-stack.ts"
import type { Likelihood } from "./likelihood.ts"
import type { Model } from "./model.ts"
import { dense, denseLayer } from "./weights.ts"

/** Encoder widths from input to latent; the decoder mirrors them. `logVarLimit` clamps the log variance to ±limit. */
export interface MlpVaeArchitecture {
  readonly features: number
  readonly hidden: ReadonlyArray<number>
  readonly latents: number
  readonly logVarLimit: number
  readonly likelihood: Likelihood
}

/**
 * The VAE of an architecture: ReLU between layers, linear heads.
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { mlpVae } from "partita/model"
 * const model = mlpVae({ features: 57, hidden: [32], latents: 8, logVarLimit: 10, likelihood: "gaussian" })
 * Object.keys(model.initialize(new Random(7))).length // → 10
 * ```
 */
export const mlpVae = (architecture: MlpVaeArchitecture): Model => {
  const { features, hidden, latents, likelihood, logVarLimit } = architecture
  const count = hidden.length
  return {
    identity: `mlp-vae ${JSON.stringify(architecture)}`,
    features,
    latents,
    conditions: 0,
    parts: [{ name: "track", features, likelihood, weight: 1 }],
    initialize: (random) => ({
      ...denseStack("encoder", [features, ...hidden], random),
      ...posteriorHeads("", hidden.at(-1) ?? features, latents, random),
      ...denseStack("decoder", [latents, ...hidden.toReversed()], random),
      ...denseLayer("output", hidden[0] ?? latents, features, random.fork("output"))
    }),
    encode: (tf, weights, { x }) => {
      const h = applyStack(tf, weights, "encoder", { count, x }) // [batch, hidden]
      return applyHeads(tf, weights, "", { h, logVarLimit })
    },
    decode: (tf, weights, z) => {
      const h = applyStack(tf, weights, "decoder", { count, x: z }) // [batch, hidden]
      return dense(tf, weights, "output", h, "linear")
    }
  }
}
