import type { Tensor, Tensor2D } from "@tensorflow/tfjs"
import { beforeAll, describe, expect, it } from "vitest"
import { gaussianMixture } from "../../../src/learn/cluster/gaussian-mixture.ts"
import { adjustedRand } from "../../../src/learn/metric/clustering/adjusted-rand.ts"
import { autoencoder } from "../../../src/learn/model/autoencoder.ts"
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import { initialPrior, responsibilities, vade } from "../../../src/learn/model/vade.ts"
import type { TensorFlow } from "../../../src/learn/model/weights.ts"
import { loadTensorFlow } from "../../../src/learn/training/backend.ts"
import { onlyFeatures } from "../../../src/learn/training/data.ts"
import { embed } from "../../../src/learn/training/embed.ts"
import { train } from "../../../src/learn/training/trainer.ts"
import { Random } from "../../../src/math/random.ts"
import { quietly, toyOptions } from "../training/toy.ts"
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
  covariance: "diag",
  weights: Float64Array.of(0.5, 0.3, 0.2),
  means: matrix(3, 2, -1, 0, 1, 1, 0, -2),
  covariances: matrix(3, 2, 0.5, 1, 2, 0.25, 1, 1)
} as const
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
    const prior = {
      covariance: "diag",
      weights: Float64Array.of(1),
      means: matrix(1, 2, 0, 0),
      covariances: matrix(1, 2, 1, 1)
    } as const
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

  it("refuses a mixture whose latents share a variance", () => {
    expect(() => initialPrior(fresh, {}, { ...mixture, covariance: "tied" })).toThrow(
      "the prior of a VaDE has a variance per latent; fit a mixture of kind diag, not tied"
    )
  })
})

describe("a VaDE trained from an autoencoder and a mixture of its latents", () => {
  const rows = 96
  const truth = Array.from({ length: rows }, (_, i) => i % 3)

  /** Three groups of tracks on bent lines. */
  const tracks = () => {
    const random = new Random(21)
    const data = Float32Array.from(truth.flatMap((group) => {
      const t = random.normal()
      const line = [t, t * t / 2, 0, 0, 0].map((value) => value + 0.1 * random.normal())
      return line.map((value, j) => value + (j === 2 + group ? 3 : 0))
    }))
    return onlyFeatures({ rows, cols: 5, data })
  }
  const options = { ...toyOptions, batchSize: 32, epochs: 60, learningRate: 5e-3 }
  const backend = { backend: "ort", threads: 1 } as const

  it("assigns the tracks of each group to a component of its own", async () => {
    const plain = autoencoder({ ...widths, hidden: [16], latents: 3 })
    const clustering = vade(mlpVae({ ...widths, hidden: [16], latents: 3, logVarLimit: 10 }), 3)
    const data = tracks()

    const pretrained = await train(plain, data, options, quietly())
    const codes = await embed({ model: plain, weights: pretrained.weights, ...backend }, data)
    const { components } = gaussianMixture({ rows, cols: 3, data: Float64Array.from(codes.mean) }, {
      k: 3,
      covariance: "diag",
      restarts: 3,
      maxIterations: 100,
      tolerance: 1e-3,
      regularization: 1e-6,
      random: new Random(1)
    })
    const start = initialPrior(clustering.initialize(new Random(1)), pretrained.weights, components)
    const { history, weights } = await train(clustering, data, options, quietly(), start)
    const { mean } = await embed({ model: clustering, weights, ...backend }, data)
    const found = responsibilities(tf, tensorsOf(tf, weights), tf.tensor2d(mean, [rows, 3])).argMax(1).dataSync()

    expect(history.at(-1)!.train.total).toBeLessThan(history[0]!.train.total)
    expect(adjustedRand(truth, found)).toBeGreaterThan(0.95)
  })
})
