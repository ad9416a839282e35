/**
 * A deterministic autoencoder of dense layers: the baseline a VAE has to beat.
 * Source: Hinton & Salakhutdinov 2006, Reducing the dimensionality of data with neural networks.
 */
import type { Model } from "./model.ts"
import { dense, denseLayer, denseStack } from "./weights.ts"

/** Encoder widths from input to code; the decoder mirrors them. */
export interface AutoencoderArchitecture {
  readonly features: number
  readonly hidden: ReadonlyArray<number>
  readonly latents: number
}

/** The autoencoder of an architecture: ReLU between layers, linear code and output. */
export const autoencoder = ({ features, hidden, latents }: AutoencoderArchitecture): Model => ({
  features,
  latents,
  initialize: (random) => ({
    ...denseStack("encoder", [features, ...hidden], random),
    ...denseLayer("mean", hidden.at(-1) ?? features, latents, random.fork("mean")),
    ...denseStack("decoder", [latents, ...hidden.toReversed()], random),
    ...denseLayer("output", hidden[0] ?? latents, features, random.fork("output"))
  }),
  encode: (tf, weights, x) => {
    const h = hidden.reduce((input, _, i) => dense(tf, weights, `encoder.${i}`, input, "relu"), x)
    return { mean: dense(tf, weights, "mean", h, "linear"), logVar: null }
  },
  decode: (tf, weights, z) => {
    const h = hidden.reduce((input, _, i) => dense(tf, weights, `decoder.${i}`, input, "relu"), z)
    return dense(tf, weights, "output", h, "linear")
  }
})
