/** Latents of tracks under a trained encoder. */
import type { Tensor2D } from "@tensorflow/tfjs"
import { encodeMlpVae, type MlpVaeArchitecture } from "../model/mlp-vae.ts"
import type { Weights } from "../model/weights.ts"
import { type BackendName, loadBackend } from "./backend.ts"
import type { TrainingData } from "./trainer.ts"

const batchSize = 512

/** Posterior means and log variances of every track: [track, latent] each. */
export const embedVae = async (
  x: TrainingData,
  architecture: MlpVaeArchitecture,
  weights: Weights,
  backend: BackendName
): Promise<{ readonly mean: Float32Array; readonly logVar: Float32Array }> => {
  if (x.cols !== architecture.features) {
    throw new RangeError(`these weights encode ${architecture.features} features, not ${x.cols}`)
  }
  const tf = await loadBackend(backend)
  const mean = new Float32Array(x.rows * architecture.latents)
  const logVar = new Float32Array(x.rows * architecture.latents)
  for (let start = 0; start < x.rows; start += batchSize) {
    const rows = Math.min(batchSize, x.rows - start)
    tf.tidy(() => {
      const tensors = Object.fromEntries(
        Object.entries(weights).map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])])
      )
      const batch: Tensor2D = tf.tensor2d(x.data.slice(start * x.cols, (start + rows) * x.cols), [rows, x.cols])
      const posterior = encodeMlpVae(tf, architecture, tensors, batch)
      mean.set(posterior.mean.dataSync(), start * architecture.latents)
      logVar.set(posterior.logVar.dataSync(), start * architecture.latents)
    })
  }
  return { mean, logVar }
}
