import type { Tensor, Tensor4D } from "@tensorflow/tfjs"
import { beforeAll, expect, it } from "vitest"
import type { TensorFlow } from "../../../src/learn/model/weights.ts"
import { loadTensorFlow } from "../../../src/learn/training/backend.ts"
import { padConvolutions } from "../../../src/learn/training/padded-convolutions.ts"

let tf: TensorFlow
beforeAll(async () => {
  tf = await loadTensorFlow("cpu")
})

/** A convolution, a transposed one and the gradients of both, padded by one pixel. */
const computed = (size: number, window: number): ReadonlyArray<ReadonlyArray<number>> => {
  const numbers = (shape: [number, number, number, number], step: number): Tensor4D =>
    tf.range(0, shape.reduce((product, length) => product * length)).mul(step).sin().reshape(shape)
  const half = Math.floor((size + 2 - window) / 2) + 1
  const conv = tf.valueAndGrads((x, filter) => tf.conv2d(x as Tensor4D, filter as Tensor4D, 2, 1).square().sum())
  const transposed = tf.valueAndGrads((x, filter) =>
    tf.conv2dTranspose(x as Tensor4D, filter as Tensor4D, [2, size, size, 3], 2, 1).square().sum()
  )
  const found = [
    conv([numbers([2, size, size, 3], 0.7), numbers([window, window, 3, 4], 0.3)]),
    transposed([numbers([2, half, half, 4], 0.7), numbers([window, window, 3, 4], 0.3)])
  ]
  return found.flatMap(({ grads, value }) => [value as Tensor, ...grads].map((tensor) => [...tensor.dataSync()]))
}

it("convolutions padded through valid ones equal those that a backend pads itself, and so do their gradients", () => {
  const before = [computed(8, 3), computed(8, 4), computed(7, 3)]

  const seen: Array<unknown> = []
  for (const name of [tf.Conv2D, tf.Conv2DBackpropFilter, tf.Conv2DBackpropInput]) { // what libtensorflow would refuse
    const { kernelFunc } = tf.getKernel(name, "cpu")
    tf.unregisterKernel(name, "cpu")
    tf.registerKernel({
      kernelName: name,
      backendName: "cpu",
      kernelFunc: (call) => {
        seen.push(call.attrs!["pad"])
        return kernelFunc(call)
      }
    })
  }
  padConvolutions(tf, "cpu")
  const after = [computed(8, 3), computed(8, 4), computed(7, 3)]

  expect(new Set(seen)).toEqual(new Set(["valid"]))
  const expected = before.flat(2)
  const off = after.flat(2).map((number, i) => Math.abs(number - expected[i]!) / Math.max(1, Math.abs(expected[i]!)))
  expect(off).toHaveLength(expected.length)
  expect(off.reduce((most, each) => Math.max(most, each))).toBeLessThan(1e-5)
})
