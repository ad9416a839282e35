/** Whether the models that charge for the total correlation of their latents end with less of it. */
import { beforeAll, describe, expect, it } from "vitest"
import { betaTcVae, totalCorrelation } from "../../../src/learn/model/beta-tc-vae.ts"
import { factorVae } from "../../../src/learn/model/factor-vae.ts"
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import type { Model } from "../../../src/learn/model/model.ts"
import type { TensorFlow } from "../../../src/learn/model/weights.ts"
import { loadTensorFlow } from "../../../src/learn/training/backend.ts"
import { onlyFeatures } from "../../../src/learn/training/data.ts"
import { embed } from "../../../src/learn/training/embed.ts"
import { train } from "../../../src/learn/training/trainer.ts"
import { Random } from "../../../src/math/random.ts"
import { quietly, toyOptions } from "../training/toy.ts"

let tf: TensorFlow
beforeAll(async () => {
  tf = await loadTensorFlow("cpu")
})

const rows = 256
const latents = 3
const vae = mlpVae({ features: 4, hidden: [24], latents, logVarLimit: 10, likelihood: "gaussian" })

/** Tracks around a ring, of which no two coordinates are independent. */
const tracks = () => {
  const random = new Random(1)
  const numbers = Array.from({ length: rows }, () => {
    const angle = 2 * Math.PI * random.uniform()
    const width = random.normal()
    return [Math.cos(angle), Math.sin(angle), Math.cos(angle) * width, width]
  }).flat()
  return onlyFeatures({ rows, cols: 4, data: Float32Array.from(numbers, (value) => 2 * value + 0.1 * random.normal()) })
}

/** Total correlation of latents drawn from the trained model's posteriors, in nats but for a constant. */
const correlationUnder = async (model: Model): Promise<number> => {
  const data = tracks()
  const options = { ...toyOptions, epochs: 100, batchSize: 64, learningRate: 5e-3, beta: 1 }
  const { weights } = await train(model, data, options, quietly())
  const { logVar, mean } = await embed({ model, weights, backend: "ort", threads: 1 }, data)
  const noise = new Random(9)
  const z = mean.map((mu, i) => mu + noise.normal() * Math.exp(logVar[i]! / 2))
  const tensor = (data: Float32Array) => tf.tensor2d(data, [rows, latents])
  const share = tensor(new Float32Array(rows * latents).fill(1 / rows)).slice([0, 0], [-1, 1])
  return totalCorrelation(tf, { mean: tensor(mean), logVar: tensor(logVar), z: tensor(z), share }).dataSync()[0]!
}

describe("latents", () => {
  it("depend less on one another under a β-TCVAE and a FactorVAE than under the VAE they are made of", async () => {
    const plain = await correlationUnder(vae)
    const tc = await correlationUnder(betaTcVae(vae, 10))
    const factor = await correlationUnder(factorVae(vae, { weight: 60, hidden: [24, 24] }))

    expect(tc).toBeLessThan(0.5 * plain)
    expect(factor).toBeLessThan(0.75 * plain)
  })
})
