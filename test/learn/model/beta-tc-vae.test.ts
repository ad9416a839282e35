import type { Tensor2D } from "@tensorflow/tfjs"
import { beforeAll, describe, expect, it } from "vitest"
import { autoencoder } from "../../../src/learn/model/autoencoder.ts"
import { betaTcVae, totalCorrelation } from "../../../src/learn/model/beta-tc-vae.ts"
import type { TensorFlow } from "../../../src/learn/model/weights.ts"
import { loadTensorFlow } from "../../../src/learn/training/backend.ts"
import { Random } from "../../../src/math/random.ts"

let tf: TensorFlow
beforeAll(async () => {
  tf = await loadTensorFlow("cpu")
})

/** Posteriors of variance 0.3 whose means make the aggregate a Gaussian of unit variances and the given correlation. */
const correlated = (rows: number, correlation: number) => {
  const random = new Random(3)
  const mean = Array.from({ length: rows }, () => {
    const a = Math.sqrt(0.7) * random.normal()
    const rho = correlation / 0.7
    return [a, rho * a + Math.sqrt(0.7 * (1 - rho ** 2)) * random.normal()]
  })
  const z = mean.map((row) => row.map((value) => value + Math.sqrt(0.3) * random.normal()))
  return {
    mean: tf.tensor2d(mean),
    logVar: tf.fill([rows, 2], Math.log(0.3)) as Tensor2D,
    z: tf.tensor2d(z),
    share: tf.fill([rows, 1], 1 / rows) as Tensor2D
  }
}

describe("totalCorrelation", () => {
  it("is near -½ log(1 - ρ²) for latents that are correlated by ρ", () => {
    const found = totalCorrelation(tf, correlated(600, 0.65)).dataSync()[0]!

    expect(Math.abs(found - -0.5 * Math.log(1 - 0.65 ** 2))).toBeLessThan(0.06) // 600 draws
  })

  it("is near zero for latents that are not", () => {
    expect(Math.abs(totalCorrelation(tf, correlated(600, 0)).dataSync()[0]!)).toBeLessThan(0.06)
  })

  it("sees a latent that says the same as another", () => {
    const single = correlated(200, 0)
    const twice = (x: Tensor2D): Tensor2D => tf.tile(x.slice([0, 0], [-1, 1]), [1, 2])

    const found = totalCorrelation(tf, {
      mean: twice(single.mean),
      logVar: single.logVar,
      z: twice(single.z),
      share: single.share
    })

    expect(found.dataSync()[0]).toBeGreaterThan(0.4)
  })

  it("does not change when a batch is padded with tracks that count nothing", () => {
    const { logVar, mean, share, z } = correlated(20, 0.5)
    const padded = (x: Tensor2D, row: ReadonlyArray<number>): Tensor2D => tf.concat([x, tf.tensor2d([[...row]])], 0)

    const found = totalCorrelation(tf, {
      mean: padded(mean, [0.1, 0.2]),
      logVar: padded(logVar, [-1, 0]),
      z: padded(z, [5, 5]),
      share: padded(share, [0])
    })

    const expected = totalCorrelation(tf, { mean, logVar, z, share }).dataSync()[0]!
    expect(found.dataSync()[0]).toBeCloseTo(expected, 6)
  })
})

describe("betaTcVae", () => {
  it("refuses a model without a posterior variance, by name", () => {
    const model = betaTcVae(autoencoder({ features: 2, hidden: [], latents: 1, likelihood: "gaussian" }), 5)
    const z = tf.zeros([1, 1]) as Tensor2D

    expect(() => model.penalty!(tf, {}, { posterior: { mean: z, logVar: null }, z, share: z })).toThrow(
      /^beta-tc-vae \{"weight":5\} of autoencoder .* needs the Gaussian posterior of a VAE/
    )
  })
})
