/**
 * A convolutional variational autoencoder of spectrograms; with a condition it is the conditional β-VAE of spectrograms.
 * Source: Kingma & Welling 2014 with the strided layers of Radford, Metz & Chintala 2016 (arXiv:1511.06434).
 */
import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs"
import { beside } from "./beside.ts"
import { convolutionLayer, convolve, convolveTransposed, halved } from "./convolution-layer.ts"
import { applyHeads, posteriorHeads } from "./dense-stack.ts"
import type { Likelihood } from "./likelihood.ts"
import type { Model } from "./model.ts"
import { dense, denseLayer, type Weights } from "./weights.ts"

/** `channels` from the first layer on; `kernel` is a layer's window on both axes; every layer halves both axes. */
export interface ConvVaeArchitecture {
  readonly height: number
  readonly width: number
  readonly channels: ReadonlyArray<number>
  readonly kernel: 3 | 4
  readonly latents: number
  readonly conditions: number
  readonly logVarLimit: number
  readonly likelihood: Likelihood
}

/**
 * The ConvVAE of an architecture: ReLU after every layer but the heads and the output.
 *
 * @example
 * ```ts
 * import { convVae } from "partita/model"
 * const model = convVae({
 *   height: 128, width: 128, channels: [8, 16], kernel: 4,
 *   latents: 16, conditions: 0, logVarLimit: 10, likelihood: "bernoulli"
 * })
 * model.features // → 16384
 * ```
 */
export const convVae = (architecture: ConvVaeArchitecture): Model => {
  const { channels, conditions, height, kernel, latents, likelihood, logVarLimit, width } = architecture
  const features = height * width
  const depths = [1, ...channels]
  const sizes = channels.reduce<ReadonlyArray<readonly [number, number]>>(
    (all) => [...all, [halved(all.at(-1)![0], kernel), halved(all.at(-1)![1], kernel)]],
    [[height, width]]
  )
  const [lastHeight, lastWidth] = sizes.at(-1)!
  const flat = lastHeight * lastWidth * depths.at(-1)!
  return {
    identity: `conv-vae ${JSON.stringify(architecture)}`,
    features,
    latents,
    conditions,
    parts: [{ name: "track", features, likelihood, weight: 1 }],
    initialize: (random) => {
      const layers = channels.flatMap((_, i): ReadonlyArray<Weights> => [
        convolutionLayer(`encoder.${i}`, [kernel, kernel, depths[i]!, depths[i + 1]!], "in", random),
        // a transposed layer's filter is that of the layer it mirrors: [height, width, out, in]
        convolutionLayer(`decoder.${i}`, [kernel, kernel, depths[i]!, depths[i + 1]!], "out", random)
      ])
      return Object.assign(
        {},
        ...layers,
        posteriorHeads("", flat + conditions, latents, random),
        denseLayer("decoder.dense", latents + conditions, flat, random.fork("decoder.dense"))
      ) as Weights
    },
    encode: (tf, weights, { condition, x }) => {
      const image = x.reshape<Tensor4D>([-1, height, width, 1]) // [batch, mel, frame, 1]
      const h = channels.reduce((input, _, i) => tf.relu(convolve(tf, weights, `encoder.${i}`, input)), image)
      const vector = h.reshape<Tensor2D>([x.shape[0], flat]) // [batch, mel · frame · channel]
      return applyHeads(tf, weights, "", { h: beside(tf, vector, condition), logVarLimit })
    },
    decode: (tf, weights, z, condition) => {
      const vector = dense(tf, weights, "decoder.dense", beside(tf, z, condition), "relu")
      const start = vector.reshape<Tensor4D>([z.shape[0], lastHeight, lastWidth, depths.at(-1)!])
      const image = channels.reduceRight((input, _, i) => {
        const output = convolveTransposed(tf, weights, `decoder.${i}`, { x: input, size: sizes[i]! })
        return i === 0 ? output : tf.relu(output)
      }, start)
      return image.reshape<Tensor2D>([z.shape[0], features])
    }
  }
}
