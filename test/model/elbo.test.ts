import type { Tensor2D } from "@tensorflow/tfjs"
import { beforeAll, describe, expect, it } from "vitest"
import { effectiveBeta, klToUnitGaussian, lossWeights, reparameterize } from "../../src/model/elbo.ts"
import { reconstructionError } from "../../src/model/likelihood.ts"
import type { TensorFlow } from "../../src/model/weights.ts"
import { loadTensorFlow } from "../../src/training/backend.ts"

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
