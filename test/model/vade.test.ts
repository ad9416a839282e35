import type { Tensor, Tensor2D } from "@tensorflow/tfjs"
import { beforeAll, describe, expect, it } from "vitest"
import { Random } from "../../src/math/random.ts"
import { autoencoder } from "../../src/model/autoencoder.ts"
import { mlpVae } from "../../src/model/mlp-vae.ts"
import { initialPrior, responsibilities, vade } from "../../src/model/vade.ts"
import type { TensorFlow } from "../../src/model/weights.ts"
import { loadTensorFlow } from "../../src/training/backend.ts"
import { tensorsOf } from "./plain/case.ts"
import { logDensity, plainPrior, plainResponsibilities } from "./plain/mixture.ts"

let tf: TensorFlow
beforeAll(async () => {
  tf = await loadTensorFlow("cpu")
})

const widths = { features: 5, hidden: [4], latents: 2, likelihood: "gaussian" } as const
const model = vade(mlpVae({ ...widths, logVarLimit: 10 }), 3)
const matrix = (rows: number, cols: number, ...data: Array<number>) => ({ rows, cols, data: Float64Array.from(data) })
const mixture = {
  shares: [0.5, 0.3, 0.2],
  means: matrix(3, 2, -1, 0, 1, 1, 0, -2),
  variances: matrix(3, 2, 0.5, 1, 2, 0.25, 1, 1)
}
const fresh = model.initialize(new Random(1))
const weights = initialPrior(fresh, {}, mixture)

describe("responsibilities", () => {
  it("are Bayes' rule", () => {
    const found = responsibilities(tf, tensorsOf(tf, weights), tf.tensor2d([[0.3, -0.4], [5, 5]]))

    const expected = [[0.3, -0.4], [5, 5]].flatMap((z) => plainResponsibilities(weights, z))
    expect(Math.max(...expected.map((value, i) => Math.abs(value - found.dataSync()[i]!)))).toBeLessThan(1e-6)
  })

  it("give a track to the component it lies in", () => {
    const found = responsibilities(tf, tensorsOf(tf, weights), tf.tensor2d([[-1.5, 0], [1.5, 1], [0, -2.5]]))

    expect([...found.argMax(1).dataSync()]).toEqual([0, 1, 2])
  })

  it("stay numbers far from every component", () => {
    const found = responsibilities(tf, tensorsOf(tf, weights), tf.tensor2d([[100, -100]]))

    expect(found.sum().dataSync()[0]).toBeCloseTo(1, 6)
  })
})

describe("vade", () => {
  it("charges what drawing latents and components says that posterior and responsibilities diverge by", () => {
    const [mean, logVar] = [[0.3, -0.4], [-0.5, -1.2]] as const
    const z = tf.tensor2d([[0.4, -0.1]])
    const posterior = { mean: tf.tensor2d([[...mean]]), logVar: tf.tensor2d([[...logVar]]) }

    const found = model.divergence!(tf, tensorsOf(tf, weights), posterior, z).sum().dataSync()[0]!

    // E over q(z) q(c) of log q(z) q(c) / p(z | c) p(c)
    const gamma = plainResponsibilities(weights, [0.4, -0.1])
    const { logShares, ...prior } = plainPrior(weights)
    const random = new Random(2)
    const draws = 40_000
    let sum = 0
    for (let i = 0; i < draws; i++) {
      const drawn = mean.map((mu, j) => mu + Math.exp(logVar[j]! / 2) * random.normal())
      const u = random.uniform()
      const c = u < gamma[0]! ? 0 : u < gamma[0]! + gamma[1]! ? 1 : 2
      const posteriorLog = logDensity(drawn, mean, logVar) + Math.log(gamma[c]!)
      sum += posteriorLog - logShares[c]! - logDensity(drawn, prior.mean[c]!, prior.logVar[c]!)
    }
    expect(Math.abs(found - sum / draws)).toBeLessThan(0.03) // about three standard errors
  })

  it("with one component at the origin is the plain VAE's divergence", () => {
    const single = vade(mlpVae({ ...widths, logVarLimit: 10 }), 1)
    const prior = { shares: [1], means: matrix(1, 2, 0, 0), variances: matrix(1, 2, 1, 1) }
    const start = tensorsOf(tf, initialPrior(single.initialize(new Random(1)), {}, prior))
    const posterior = { mean: tf.tensor2d([[3, 0]]), logVar: tf.tensor2d([[0, Math.log(4)]]) }

    const found = [...single.divergence!(tf, start, posterior, tf.zeros([1, 2])).dataSync()]

    const expected = [4.5, 0.5 * (4 - Math.log(4) - 1), 0]
    expect(Math.max(...expected.map((value, i) => Math.abs(value - found[i]!)))).toBeLessThan(1e-5)
  })

  it("refuses a model without a posterior variance, by name", () => {
    const model = vade(autoencoder(widths), 3)
    const z = tf.zeros([1, 2]) as Tensor2D

    expect(() => model.divergence!(tf, {}, { mean: z, logVar: null }, z)).toThrow(
      /^vade \{"components":3\} of autoencoder .* needs the Gaussian posterior of a VAE/
    )
  })
})

describe("initialPrior", () => {
  it("takes an autoencoder's weights and leaves only the variance's head fresh", () => {
    const pretrained = autoencoder(widths).initialize(new Random(9))

    const found = initialPrior(fresh, pretrained, mixture)

    expect(Object.keys(found)).toEqual(Object.keys(fresh))
    expect(found).toMatchObject(pretrained)
    expect(found["logVar.kernel"]).toBe(fresh["logVar.kernel"])
  })

  it("starts the prior at the mixture", () => {
    const shares: Tensor = tf.softmax(tf.tensor1d(weights["prior.logits"]!.data))

    expect(shares.dataSync()[1]).toBeCloseTo(0.3, 6)
    expect(Math.exp(weights["prior.logVar"]!.data[3]!)).toBeCloseTo(0.25, 6)
    expect([...weights["prior.mean"]!.data]).toEqual([...mixture.means.data])
  })

  it("names the weight that is of another model", () => {
    const wider = autoencoder({ ...widths, hidden: [7] }).initialize(new Random(9))

    expect(() => initialPrior(fresh, wider, mixture)).toThrow(
      "weight encoder.0.kernel is [5, 7], but the VaDE takes [5, 4]; pretrain with the same widths"
    )
  })
})
