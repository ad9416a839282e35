/** Convolutions that halve an image on both axes, and the transposed ones that double it again. */
import type { Tensor4D } from "@tensorflow/tfjs"
import type { Random } from "../../math/random.ts"
import type { TensorFlow, Weights, WeightTensors } from "./weights.ts"

const stride = 2
const padding = 1

/** Length of an axis after a layer: floor((length + 2 · padding - kernel) / stride) + 1. */
export const halved = (length: number, kernel: number): number =>
  Math.floor((length + 2 * padding - kernel) / stride) + 1

/**
 * A filter [height, width, in, out] and a zero bias; `fan` says which of the two channel axes the layer reads from.
 * Source: He et al. 2015 (arXiv:1502.01852), uniform within ±√(6 / fan-in), for layers followed by ReLU.
 */
export const convolutionLayer = (
  name: string,
  shape: readonly [number, number, number, number],
  reads: "in" | "out",
  random: Random
): Weights => {
  const [height, width, inputs, outputs] = shape
  // each output pixel of a transposed layer is reached by a stride²-th of the window
  const fanIn = reads === "in" ? height * width * inputs : height * width * outputs / stride ** 2
  const limit = Math.sqrt(6 / fanIn)
  const stream = random.fork(name)
  const filter = Float32Array.from(
    { length: height * width * inputs * outputs },
    () => limit * (2 * stream.uniform() - 1)
  )
  return {
    [`${name}.filter`]: { shape, data: filter },
    [`${name}.bias`]: {
      shape: [reads === "in" ? outputs : inputs],
      data: new Float32Array(reads === "in" ? outputs : inputs)
    }
  }
}

/** [batch, height, width, in] → [batch, height / 2, width / 2, out], bias added. */
export const convolve = (tf: TensorFlow, weights: WeightTensors, name: string, x: Tensor4D): Tensor4D =>
  tf.conv2d(x, weights[`${name}.filter`]! as Tensor4D, stride, padding).add(weights[`${name}.bias`]!)

/** [batch, …, …, in] → [batch, …size, out], bias added. The filter is [height, width, out, in]. */
export const convolveTransposed = (
  tf: TensorFlow,
  weights: WeightTensors,
  name: string,
  { size, x }: { readonly x: Tensor4D; readonly size: readonly [number, number] }
): Tensor4D => {
  const filter = weights[`${name}.filter`]! as Tensor4D
  const shape: [number, number, number, number] = [x.shape[0], size[0], size[1], filter.shape[2]]
  return tf.conv2dTranspose(x, filter, shape, stride, padding).add(weights[`${name}.bias`]!)
}
