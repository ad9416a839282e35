import type { Scalar, Tensor1D } from "@tensorflow/tfjs"
import { beforeAll, describe, expect, it } from "vitest"
import type { TensorFlow } from "../../../src/learn/model/weights.ts"
import { adamSchedule, type AdamState, adamStep, clipFactor } from "../../../src/learn/training/adam.ts"
import { loadTensorFlow } from "../../../src/learn/training/backend.ts"

let tf: TensorFlow
beforeAll(async () => {
  tf = await loadTensorFlow("cpu")
})

const stepsOf = (start: AdamState, gradients: ReadonlyArray<number>, learningRate: number): AdamState =>
  gradients.reduce((state, gradient, i) => {
    const { epsilon, rate } = adamSchedule(learningRate, i + 1)
    const scalars = { clip: tf.scalar(1), epsilon: tf.scalar(epsilon), rate: tf.scalar(rate), keep: null }
    return adamStep(tf, state, tf.tensor1d([gradient]), scalars)
  }, start)

const fresh = (value: number): AdamState => ({
  value: tf.tensor1d([value]),
  first: tf.zeros([1]),
  second: tf.zeros([1])
})

describe("adamStep", () => {
  it("first moves by the learning rate whatever the size of the gradient", () => {
    expect(stepsOf(fresh(1), [1e-3], 0.1).value.dataSync()[0]).toBeCloseTo(0.9, 5)
    expect(stepsOf(fresh(1), [-1e3], 0.1).value.dataSync()[0]).toBeCloseTo(1.1, 5)
  })

  it("then follows the paper's algorithm, here by hand for gradients 1 and 3", () => {
    // m = 0.9 · 0.1 + 0.1 · 3 = 0.39, v = 0.999 · 0.001 + 0.001 · 9 = 0.009999; corrected by 0.19 and 0.001999
    const second = 0.1 * (0.39 / 0.19) / (Math.sqrt(0.009999 / 0.001999) + 1e-8)

    expect(stepsOf(fresh(1), [1, 3], 0.1).value.dataSync()[0]).toBeCloseTo(1 - 0.1 - second, 5)
  })

  it("never lets the moments of a dead unit become denormal", () => {
    const smallestNormal = 2 ** -126
    const { first, second } = stepsOf(fresh(1), [1, ...Array<number>(1500).fill(0)], 0.1)

    expect(first.dataSync()[0]).toBeGreaterThan(smallestNormal)
    expect(second.dataSync()[0]).toBeGreaterThan(smallestNormal)
  })
})

describe("clipFactor", () => {
  it("scales gradients of joint norm 5 to 2 and leaves shorter ones alone", () => {
    const gradients: ReadonlyArray<Tensor1D> = [tf.tensor1d([3]), tf.tensor1d([0, 4])]
    const factor = (norm: number): Scalar => clipFactor(tf, gradients, norm)

    expect(factor(2).dataSync()[0]).toBeCloseTo(0.4, 6)
    expect(factor(6).dataSync()[0]).toBe(1)
  })
})
