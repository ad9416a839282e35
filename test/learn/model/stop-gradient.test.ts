import type { Tensor, Tensor1D } from "@tensorflow/tfjs"
import { beforeAll, describe, expect, it } from "vitest"
import { stopGradient, withoutGradient } from "../../../src/learn/model/stop-gradient.ts"
import type { TensorFlow } from "../../../src/learn/model/weights.ts"
import { loadTensorFlow } from "../../../src/learn/training/backend.ts"
import { trace } from "../../../src/learn/training/compile/trace.ts"

let tf: TensorFlow
beforeAll(async () => {
  tf = await loadTensorFlow("cpu")
})

describe("stopGradient", () => {
  it("passes numbers on and no gradient back", () => {
    const x = tf.tensor1d([2, 3])

    const { grads, value } = tf.valueAndGrads((at: Tensor) => at.mul(stopGradient(tf, at)).sum())([x])

    expect(value.dataSync()[0]).toBe(13)
    expect([...grads[0]!.dataSync()]).toEqual([2, 3]) // of x · constant; 2x without the stop
  })

  it("adds no operation to a compiled graph", () => {
    const { nodes } = trace(tf, { x: [2] }, ({ x }) => ({ y: stopGradient(tf, x as Tensor1D).exp() }))

    expect(nodes.map(({ op }) => op)).toEqual(["Exp"])
  })

  it("survives the disposal of what was computed in between", () => {
    const gradient = tf.tidy(() => tf.grad((x: Tensor) => stopGradient(tf, x.square()).mul(x).sum())(tf.tensor1d([3])))

    expect([...gradient.dataSync()]).toEqual([9])
  })
})

describe("withoutGradient", () => {
  it("lets operations through that have no gradient", () => {
    const nearest = (x: Tensor) => withoutGradient(tf, [x], (at) => at!.argMin(0).toFloat()).add(x.sum()) as Tensor

    const gradient = tf.grad(nearest)(tf.tensor1d([3, 1, 2]))

    expect([...gradient.dataSync()]).toEqual([1, 1, 1])
  })
})
