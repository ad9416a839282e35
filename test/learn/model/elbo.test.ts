import type { Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs"
import { beforeAll, describe, expect, it } from "vitest"
import {
  batchLoss,
  effectiveBeta,
  klToUnitGaussian,
  lossWeights,
  reparameterize
} from "../../../src/learn/model/elbo.ts"
import { expectation, reconstructionError } from "../../../src/learn/model/likelihood.ts"
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import type { TensorFlow } from "../../../src/learn/model/weights.ts"
import { loadTensorFlow } from "../../../src/learn/training/backend.ts"

let tf: TensorFlow
beforeAll(async () => {
  tf = await loadTensorFlow("cpu")
})

const numbers = (rows: ReadonlyArray<ReadonlyArray<number>>): Tensor2D => tf.tensor2d(rows.map((row) => [...row]))

describe("klToUnitGaussian", () => {
  it("is zero exactly at the unit Gaussian", () => {
    const kl = klToUnitGaussian(tf, numbers([[0, 0]]), numbers([[0, 0]]))

    expect([...kl.dataSync()]).toEqual([0, 0])
  })

  it("is half the squared mean when only the mean is off", () => {
    const kl = klToUnitGaussian(tf, numbers([[3]]), numbers([[0]]))

    expect(kl.dataSync()[0]).toBeCloseTo(4.5, 6)
  })

  it("is ½(σ² − ln σ² − 1) when only the variance is off", () => {
    const kl = klToUnitGaussian(tf, numbers([[0]]), numbers([[Math.log(4)]]))

    expect(kl.dataSync()[0]).toBeCloseTo(0.5 * (4 - Math.log(4) - 1), 6)
  })
})

describe("reparameterize", () => {
  it("moves the mean by noise times the standard deviation, not the variance", () => {
    const z = reparameterize(numbers([[1]]), numbers([[Math.log(9)]]), numbers([[2]]))

    expect(z.dataSync()[0]).toBeCloseTo(1 + 2 * 3, 5)
  })
})

describe("reconstructionError", () => {
  it("sums over features and leaves the tracks apart", () => {
    const error = reconstructionError(tf, "gaussian", numbers([[1, 2], [0, 0]]), numbers([[0, 4], [0, 3]]))

    expect([...error.dataSync()]).toEqual([5, 9])
  })

  it("is the cross entropy of a logit and a number from 0 to 1", () => {
    const error = reconstructionError(tf, "bernoulli", numbers([[0, Math.log(3)]]), numbers([[0.25, 1]]))

    // σ(0) = ½, so ln 2 whatever the number; σ(ln 3) = ¾
    expect(error.dataSync()[0]).toBeCloseTo(Math.log(2) - Math.log(3 / 4), 6)
  })

  it("stays a number for logits that no exponential holds", () => {
    const error = reconstructionError(
      tf,
      "bernoulli",
      numbers([[1000, -1000], [1000, -1000]]),
      numbers([[1, 0], [0, 1]])
    )

    expect([...error.dataSync()]).toEqual([0, 2000])
  })

  it("counts each word by the logarithm of its share", () => {
    const error = reconstructionError(tf, "multinomial", numbers([[0, Math.log(2), Math.log(5)]]), numbers([[3, 1, 0]]))

    expect(error.dataSync()[0]).toBeCloseTo(-3 * Math.log(1 / 8) - Math.log(2 / 8), 5)
  })
})

describe("expectation", () => {
  it("turns logits into probabilities of numbers and into shares of counts", () => {
    const logits = numbers([[0, Math.log(3)]])

    expect(expectation(tf, "bernoulli", logits).dataSync()[1]).toBeCloseTo(0.75, 6)
    expect(expectation(tf, "multinomial", logits).dataSync()[1]).toBeCloseTo(0.75, 6)
    expect(expectation(tf, "multinomial", logits).dataSync()[0]).toBeCloseTo(0.25, 6)
  })
})

describe("batchLoss with free bits", () => {
  const model = mlpVae({ features: 2, hidden: [], latents: 2, logVarLimit: 10, likelihood: "gaussian" })
  const tracks = [[2, 0], [0, 0.5]]

  /** The encoder's means are the tracks themselves, its variances 1. */
  const weights = (): Record<string, Tensor> => ({
    "mean.kernel": numbers([[1, 0], [0, 1]]),
    "mean.bias": tf.zeros([2]),
    "logVar.kernel": tf.zeros([2, 2]),
    "logVar.bias": tf.zeros([2]),
    "output.kernel": tf.zeros([2, 2]),
    "output.bias": tf.zeros([2])
  })
  const lossOf = (at: Record<string, Tensor>, freeBits: number) =>
    batchLoss(tf, model, at, {
      x: numbers(tracks),
      condition: null,
      presence: null,
      noise: tf.zeros([2, 2]),
      share: tf.tensor1d([0.5, 0.5]) as Tensor1D,
      freeBits,
      factors: { error: 0, kl: 2 }
    })

  it("charges a latent its mean KL over tracks, or the free bits where that is less", () => {
    const { kl, total } = lossOf(weights(), 0.25)

    // KL of latent 0: ½ · 2² and 0, on average 1; of latent 1: 0 and ½ · 0.5², on average 0.0625
    expect(total.dataSync()[0]).toBeCloseTo(2 * (1 + 0.25), 6)
    expect(kl.dataSync()[0]).toBeCloseTo(1.0625, 6)
  })

  it("has no gradient by a latent that has less", () => {
    const gradient = tf.grad((bias: Tensor) => lossOf({ ...weights(), "mean.bias": bias }, 0.25).total)(tf.zeros([2]))

    expect([...gradient.dataSync()]).toEqual([2, 0]) // 2 · mean of the means 2 and 0
  })
})

describe("effectiveBeta", () => {
  it("is β/2 under sums, as the squared error stands for twice the Gaussian log likelihood", () => {
    expect(effectiveBeta({ features: 57, latents: 2, likelihood: "gaussian", weight: 1 }, "sum", 1)).toBe(0.5)
  })

  it("is the 81.25 that a mean over 2600 features and 16 latents hides", () => {
    expect(effectiveBeta({ features: 2600, latents: 16, likelihood: "gaussian", weight: 1 }, "mean", 1)).toBeCloseTo(
      81.25,
      10
    )
  })

  it("agrees with the factors the loss is computed with", () => {
    const { error, kl } = lossWeights("mean", 3, 10, 5)

    expect(kl / (2 * error)).toBeCloseTo(
      effectiveBeta({ features: 10, latents: 5, likelihood: "gaussian", weight: 1 }, "mean", 3),
      12
    )
  })
})
