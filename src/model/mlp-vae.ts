/**
 * A variational autoencoder of dense layers.
 * Source: Kingma & Welling 2014, Auto-encoding variational Bayes (arXiv:1312.6114). Trained by src/training/trainer.ts.
 */
import type { Tensor2D } from "@tensorflow/tfjs"
import type { Model } from "./model.ts"
import { dense, denseLayer, denseStack } from "./weights.ts"

/** Encoder widths from input to latent; the decoder mirrors them. `logVarLimit` clamps the log variance to ±limit. */
export interface MlpVaeArchitecture {
  readonly features: number
  readonly hidden: ReadonlyArray<number>
  readonly latents: number
  readonly logVarLimit: number
}

/** The VAE of an architecture: ReLU between layers, linear heads. */
export const mlpVae = ({ features, hidden, latents, logVarLimit }: MlpVaeArchitecture): Model => ({
  features,
  latents,
  initialize: (random) => {
    const last = hidden.at(-1) ?? features
    const first = hidden[0] ?? latents
    return {
      ...denseStack("encoder", [features, ...hidden], random),
      ...denseLayer("mean", last, latents, random.fork("mean")),
      ...denseLayer("logVar", last, latents, random.fork("logVar")),
      ...denseStack("decoder", [latents, ...hidden.toReversed()], random),
      ...denseLayer("output", first, features, random.fork("output"))
    }
  },
  encode: (tf, weights, x) => {
    const h = hidden.reduce((input, _, i) => dense(tf, weights, `encoder.${i}`, input, "relu"), x) // [batch, hidden]
    const logVar = dense(tf, weights, "logVar", h, "linear").clipByValue(-logVarLimit, logVarLimit) as Tensor2D
    return { mean: dense(tf, weights, "mean", h, "linear"), logVar }
  },
  decode: (tf, weights, z) => {
    const h = hidden.reduce((input, _, i) => dense(tf, weights, `decoder.${i}`, input, "relu"), z) // [batch, hidden]
    return dense(tf, weights, "output", h, "linear")
  }
})
