import { beforeAll, describe, expect, it } from "vitest"
import { autoencoder } from "../../../src/learn/model/autoencoder.ts"
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import { nearestCodes, vqVae } from "../../../src/learn/model/vq-vae.ts"
import type { TensorFlow } from "../../../src/learn/model/weights.ts"
import { loadTensorFlow } from "../../../src/learn/training/backend.ts"
import { livelyWeights, tensorsOf } from "./plain/case.ts"

let tf: TensorFlow
beforeAll(async () => {
  tf = await loadTensorFlow("cpu")
})

const architecture = { slots: 2, codes: 3, commitment: 0.25 }
const inner = autoencoder({ features: 3, hidden: [], latents: 4, likelihood: "gaussian" })
const model = vqVae(inner, architecture)

/** Weights whose codebook is (0, 0), (1, 0), (5, 5). */
const weights = () => ({
  ...tensorsOf(tf, livelyWeights(model)),
  codebook: tf.tensor2d([[0, 0], [1, 0], [5, 5]])
})

describe("nearestCodes", () => {
  it("finds the code at the least distance for each slot by itself", () => {
    const z = tf.tensor2d([[0.4, 0.1, 0.6, -2], [9, 9, 3, 2.6]])

    expect([...nearestCodes(tf, weights(), z).dataSync()]).toEqual([0, 1, 2, 2])
  })

  it("takes the first of two codes that are alike", () => {
    const alike = { codebook: tf.tensor2d([[7, 7], [1, 1], [1, 1]]) }

    expect([...nearestCodes(tf, alike, tf.tensor2d([[1, 1]])).dataSync()]).toEqual([1])
  })
})

describe("vqVae", () => {
  it("decodes any latents as the codes they are nearest to", () => {
    const found = model.decode(tf, weights(), tf.tensor2d([[0.4, 0.1, 9, 9]]), null)

    const expected = inner.decode(tf, weights(), tf.tensor2d([[0, 0, 5, 5]]), null)
    expect(Math.max(...found.sub(expected).abs().dataSync())).toBeLessThan(1e-5) // z + (code - z) in float32
  })

  it("charges distances to codes, those of latents by the commitment", () => {
    const mean = tf.tensor2d([[0.5, 2, 5, 7]]) // nearest (0, 0) first of two, then (5, 5)

    const found = model.divergence!(tf, weights(), { mean, logVar: null }, mean)

    expect(found.shape).toEqual([1, 2])
    expect([...found.dataSync()]).toEqual([1.25 * (0.25 + 4), 1.25 * 4])
  })

  it("leaves a VAE's variance unused", () => {
    const vae = mlpVae({ features: 3, hidden: [], latents: 4, logVarLimit: 10, likelihood: "gaussian" })
    const quantized = vqVae(vae, architecture)
    const batch = { x: tf.tensor2d([[1, 2, 3]]), condition: null, presence: null }

    expect(quantized.encode(tf, tensorsOf(tf, livelyWeights(quantized)), batch).logVar).toBeNull()
  })

  it("refuses slots that the latents cannot be cut into", () => {
    expect(() => vqVae(inner, { ...architecture, slots: 3 })).toThrow(
      "4 latents cannot be cut into 3 equal slots; choose a multiple"
    )
  })
})
