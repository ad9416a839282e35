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
 */
export const denseLayer = (name: string, inputs: number, outputs: number, random: Random): Weights => {
  const limit = Math.sqrt(6 / (inputs + outputs))
  const kernel = Float32Array.from({ length: inputs * outputs }, () => limit * (2 * random.uniform() - 1))
  return {
    [`${name}.kernel`]: { shape: [inputs, outputs], data: kernel },
    [`${name}.bias`]: { shape: [outputs], data: new Float32Array(outputs) }
  }
}

/** x · kernel + bias: [batch, in] → [batch, out]. */
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
