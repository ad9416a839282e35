import type { Tensor2D } from "@tensorflow/tfjs"
import { beforeAll, describe, expect, it } from "vitest"
import { factorVae } from "../../../src/learn/model/factor-vae.ts"
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import type { TensorFlow, WeightTensors } from "../../../src/learn/model/weights.ts"
import { loadTensorFlow } from "../../../src/learn/training/backend.ts"
import { Random } from "../../../src/math/random.ts"
import { tensorsOf } from "./plain/case.ts"

let tf: TensorFlow
beforeAll(async () => {
  tf = await loadTensorFlow("cpu")
})

const vae = mlpVae({ features: 2, hidden: [], latents: 2, logVarLimit: 10, likelihood: "gaussian" })

/** What latents cost once the discriminator has learnt from them: the estimate of their total correlation. */
const learntCorrelation = (correlation: number): number => {
  const random = new Random(7)
  const rows = 400
  const z: Tensor2D = tf.tensor2d(Array.from({ length: rows }, () => {
    const a = random.normal()
    return [a, correlation * a + Math.sqrt(1 - correlation ** 2) * random.normal()]
  }))
  const share = tf.fill([rows, 1], 1 / rows) as Tensor2D
  const posterior = { mean: z, logVar: null }
  const costs = (weight: number) => factorVae(vae, { weight, hidden: [16, 16] })
  const variables = Object.fromEntries(
    Object.entries(tensorsOf(tf, costs(0).initialize(new Random(1)))).map(([name, w]) => [name, tf.variable(w)])
  )
  const penalty = (weight: number) => costs(weight).penalty!(tf, variables as WeightTensors, { posterior, z, share })
  const optimizer = tf.train.adam(0.02)
  const mine = Object.entries(variables).filter(([name]) => name.startsWith("discriminator")).map(([, w]) => w)
  for (let step = 0; step < 150; step++) optimizer.minimize(() => penalty(0), false, mine)
  return penalty(1).sub(penalty(0)).dataSync()[0]!
}

describe("factorVae", () => {
  it("learns that correlated latents have a total correlation near -½ log(1 - ρ²)", () => {
    expect(Math.abs(learntCorrelation(0.9) - -0.5 * Math.log(1 - 0.9 ** 2))).toBeLessThan(0.15)
  })

  it("learns that uncorrelated latents have none", () => {
    expect(Math.abs(learntCorrelation(0))).toBeLessThan(0.1)
  })

  it("leaves the VAE's own weights as they start without it", () => {
    const fresh = factorVae(vae, { weight: 3, hidden: [4] }).initialize(new Random(2))

    expect(fresh).toMatchObject(vae.initialize(new Random(2)))
    expect(Object.keys(fresh).filter((name) => !(name in vae.initialize(new Random(2))))).toEqual([
      "discriminator.0.kernel",
      "discriminator.0.bias",
      "discriminator.logit.kernel",
      "discriminator.logit.bias"
    ])
  })
})
