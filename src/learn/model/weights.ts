/** Parameters of a network as plain numbers, and the dense layer made of them. */
import type * as tensorflow from "@tensorflow/tfjs"
import type { Random } from "../../math/random.ts"

/** The tfjs module, handed in so that a model runs on any backend and can be traced by a compiler. */
export type TensorFlow = typeof tensorflow

/** Parameters by name, in stated order. */
export type Weights = Readonly<Record<string, { readonly shape: ReadonlyArray<number>; readonly data: Float32Array }>>

/** Parameters as tensors, by the same names. */
export type WeightTensors = Readonly<Record<string, tensorflow.Tensor>>

/**
 * A dense layer's kernel [in, out] and zero bias [out].
 * Source: Glorot & Bengio 2010, uniform within ±√(6 / (in + out)).
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { denseLayer } from "partita/model"
 * Object.keys(denseLayer("code", 8, 2, new Random(7))) // → ["code.kernel", "code.bias"]
 * ```
 */
export const denseLayer = (name: string, inputs: number, outputs: number, random: Random): Weights => {
  const limit = Math.sqrt(6 / (inputs + outputs))
  const kernel = Float32Array.from({ length: inputs * outputs }, () => limit * (2 * random.uniform() - 1))
  return {
    [`${name}.kernel`]: { shape: [inputs, outputs], data: kernel },
    [`${name}.bias`]: { shape: [outputs], data: new Float32Array(outputs) }
  }
}

/**
 * A dense layer applied: x · kernel + bias: [batch, in] → [batch, out].
 *
 * @example
 * ```ts
 * import { dense } from "partita/model"
 * import { loadTensorFlow } from "partita/training"
 * const tf = await loadTensorFlow("cpu")
 * const weights = { "sum.kernel": tf.tensor2d([[1], [1]]), "sum.bias": tf.tensor1d([-5]) }
 * dense(tf, weights, "sum", tf.tensor2d([[1, 2], [3, 4]]), "relu").arraySync() // → [[0], [2]]
 * ```
 */
export const dense = (
  tf: TensorFlow,
  weights: WeightTensors,
  name: string,
  x: tensorflow.Tensor2D,
  activation: "relu" | "linear"
): tensorflow.Tensor2D =>
  tf.fused.matMul({
    a: x,
    b: weights[`${name}.kernel`]! as tensorflow.Tensor2D,
    bias: weights[`${name}.bias`]!,
    activation
  }) as tensorflow.Tensor2D
