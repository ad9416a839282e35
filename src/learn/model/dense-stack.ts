/** Dense layers one after another, each rectified, and the two heads of a Gaussian posterior. */
import type { Tensor2D } from "@tensorflow/tfjs"
import type { Random } from "../../math/random.ts"
import type { Posterior } from "./model.ts"
import { dense, denseLayer, type TensorFlow, type Weights, type WeightTensors } from "./weights.ts"

/**
 * Layers `name.0`, `name.1`, … through the given widths, each from its own random stream.
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { denseStack } from "partita/model"
 * Object.keys(denseStack("encoder", [4, 8, 2], new Random(7)))
 * // → ["encoder.0.kernel", "encoder.0.bias", "encoder.1.kernel", "encoder.1.bias"]
 * ```
 */
export const denseStack = (name: string, widths: ReadonlyArray<number>, random: Random): Weights => {
  const layers = widths.slice(1).map((width, i) =>
    denseLayer(`${name}.${i}`, widths[i]!, width, random.fork(`${name}.${i}`))
  )
  return Object.assign({}, ...layers) as Weights
}

/**
 * The layers applied: [batch, first width] → [batch, last width], `count` layers with ReLU after each.
 *
 * @example
 * ```ts
 * import { applyStack, denseStack } from "partita/model"
 * import { Random } from "partita/math"
 * import { loadTensorFlow } from "partita/training"
 * const tf = await loadTensorFlow("cpu")
 * const layers = denseStack("encoder", [4, 8, 2], new Random(7))
 * const weights = Object.fromEntries(
 *   Object.entries(layers).map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])])
 * )
 * applyStack(tf, weights, "encoder", { count: 2, x: tf.zeros([3, 4]) }).shape // → [3, 2]
 * ```
 */
export const applyStack = (
  tf: TensorFlow,
  weights: WeightTensors,
  name: string,
  { count, x }: { readonly count: number; readonly x: Tensor2D }
): Tensor2D =>
  Array.from({ length: count }).reduce<Tensor2D>((h, _, i) => dense(tf, weights, `${name}.${i}`, h, "relu"), x)

/** Heads `prefix` + "mean" and "logVar" from `inputs` numbers per track. */
export const posteriorHeads = (prefix: string, inputs: number, latents: number, random: Random): Weights => ({
  ...denseLayer(`${prefix}mean`, inputs, latents, random.fork(`${prefix}mean`)),
  ...denseLayer(`${prefix}logVar`, inputs, latents, random.fork(`${prefix}logVar`))
})

/** The posterior that the heads read off `h` [batch, inputs]; the log variance is clamped to ± `logVarLimit`. */
export const applyHeads = (
  tf: TensorFlow,
  weights: WeightTensors,
  prefix: string,
  { h, logVarLimit }: { readonly h: Tensor2D; readonly logVarLimit: number }
): Posterior => {
  const logVar = dense(tf, weights, `${prefix}logVar`, h, "linear").clipByValue(-logVarLimit, logVarLimit) as Tensor2D
  return { mean: dense(tf, weights, `${prefix}mean`, h, "linear"), logVar }
}
