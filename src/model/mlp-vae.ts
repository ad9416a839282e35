/**
 * A variational autoencoder of dense layers.
 * Source: Kingma & Welling 2014, Auto-encoding variational Bayes (arXiv:1312.6114). Trained by src/training/trainer.ts.
 */
import type { Tensor2D } from "@tensorflow/tfjs"
import type { Random } from "../math/random.ts"
import { dense, denseLayer, type TensorFlow, type Weights, type WeightTensors } from "./weights.ts"

/** Encoder widths from input to latent; the decoder mirrors them. `logVarLimit` clamps the log variance to ±limit. */
export interface MlpVaeArchitecture {
  readonly features: number
  readonly hidden: ReadonlyArray<number>
  readonly latents: number
  readonly logVarLimit: number
}

/** Fresh weights; the same random stream gives the same bytes on every backend. */
export const initializeMlpVae = (architecture: MlpVaeArchitecture, random: Random): Weights => {
  const { features, hidden, latents } = architecture
  const down = [features, ...hidden]
  const up = [latents, ...[...hidden].reverse()]
  const layers = [
    ...hidden.map((width, i) => denseLayer(`encoder.${i}`, down[i]!, width, random.fork(`encoder.${i}`))),
    denseLayer("mean", down.at(-1)!, latents, random.fork("mean")),
    denseLayer("logVar", down.at(-1)!, latents, random.fork("logVar")),
    ...hidden.map((_, i) => denseLayer(`decoder.${i}`, up[i]!, up[i + 1]!, random.fork(`decoder.${i}`))),
    denseLayer("output", up.at(-1)!, features, random.fork("output"))
  ]
  return Object.assign({}, ...layers) as Weights
}

/** The posterior of each track: [batch, feature] → mean and log variance [batch, latent]. */
export const encodeMlpVae = (
  tf: TensorFlow,
  { hidden, logVarLimit }: MlpVaeArchitecture,
  weights: WeightTensors,
  x: Tensor2D
): { readonly mean: Tensor2D; readonly logVar: Tensor2D } => {
  const h = hidden.reduce((input, _, i) => dense(tf, weights, `encoder.${i}`, input, "relu"), x) // [batch, hidden]
  const logVar = dense(tf, weights, "logVar", h, "linear").clipByValue(-logVarLimit, logVarLimit) as Tensor2D
  return { mean: dense(tf, weights, "mean", h, "linear"), logVar }
}

/** Features from latents: [batch, latent] → [batch, feature]. */
export const decodeMlpVae = (
  tf: TensorFlow,
  { hidden }: MlpVaeArchitecture,
  weights: WeightTensors,
  z: Tensor2D
): Tensor2D => {
  const h = hidden.reduce((input, _, i) => dense(tf, weights, `decoder.${i}`, input, "relu"), z)
  return dense(tf, weights, "output", h, "linear")
}
