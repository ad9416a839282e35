/** Trained models as ONNX files for inference elsewhere: encoder and decoder, weights inside. */
import type { Tensor2D } from "@tensorflow/tfjs"
import { expectedTracks } from "../model/expected-tracks.ts"
import type { Model } from "../model/model.ts"
import type { TensorFlow, Weights, WeightTensors } from "../model/weights.ts"
import { writeOnnx } from "./compile/onnx.ts"
import { trace } from "./compile/trace.ts"
import { batchOf, batchShapes } from "./step.ts"

/** `encoder`: x [batch, feature] → mean, logVar [batch, latent]; `decoder`: z [batch, latent] → tracks [batch, feature]. */
export type ExportedPart = "encoder" | "decoder"

const constantsOf = (tf: TensorFlow, weights: Weights): WeightTensors =>
  Object.fromEntries(Object.entries(weights).map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]))

/**
 * One half of a model as ONNX bytes for batches of exactly `batch` rows. A model that is told a condition takes it as the
 * input `condition` [batch, condition]; one that copes with missing parts takes all of them.
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { autoencoder } from "partita/model"
 * import { exportOnnx, loadTensorFlow } from "partita/training"
 * const model = autoencoder({ features: 4, hidden: [8], latents: 2, likelihood: "gaussian" })
 * const tf = await loadTensorFlow("cpu")
 * const bytes = exportOnnx(tf, { model, weights: model.initialize(new Random(7)) }, { batch: 1, part: "encoder" })
 * bytes.length > 0 // → true
 * ```
 */
export const exportOnnx = (
  tf: TensorFlow,
  { model, weights }: { readonly model: Model; readonly weights: Weights },
  { batch, part }: { readonly batch: number; readonly part: ExportedPart }
): Uint8Array => {
  if (part === "encoder") {
    return writeOnnx(trace(tf, batchShapes(model, batch, false), (tensors) => {
      const { logVar, mean } = model.encode(tf, constantsOf(tf, weights), batchOf(tensors))
      return logVar === null ? { mean } : { mean, logVar }
    }))
  }
  const condition = model.conditions === 0 ? {} : { condition: [batch, model.conditions] }
  return writeOnnx(trace(tf, { z: [batch, model.latents], ...condition }, (tensors) => {
    const told = (tensors["condition"] ?? null) as Tensor2D | null
    const output = model.decode(tf, constantsOf(tf, weights), tensors["z"] as Tensor2D, told)
    return { tracks: expectedTracks(tf, model, output) }
  }))
}
