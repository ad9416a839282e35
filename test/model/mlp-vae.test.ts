import type { Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs"
import { beforeAll, describe, expect, it } from "vitest"
import { Random } from "../../src/math/random.ts"
import { autoencoder } from "../../src/model/autoencoder.ts"
import { batchLoss, trackLosses } from "../../src/model/elbo.ts"
import { mlpVae } from "../../src/model/mlp-vae.ts"
import type { TensorFlow, Weights } from "../../src/model/weights.ts"
import { loadTensorFlow } from "../../src/training/backend.ts"
import { plainVaeLosses } from "./plain-vae.ts"

let tf: TensorFlow
beforeAll(async () => {
  tf = await loadTensorFlow("cpu")
})

const tensors = (weights: Weights): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(weights).map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]))

const normals = (rows: number, cols: number, seed: number) => {
  const random = new Random(seed)
  return Array.from({ length: rows }, () => Array.from({ length: cols }, () => Math.fround(random.normal())))
}

/** Fresh weights with biases off zero, where a rectifier behind dead units would have no derivative. */
const lively = (weights: Weights, seed: number): Weights => {
  const random = new Random(seed)
  return Object.fromEntries(
    Object.entries(weights).map(([name, { data, shape }]) => [
      name,
      { shape, data: name.endsWith("bias") ? data.map(() => 0.2 * random.normal()) : data }
    ])
  )
}

const architecture = { features: 5, hidden: [4, 3], latents: 2, logVarLimit: 10, likelihood: "gaussian" } as const
const vae = mlpVae(architecture)

describe("mlpVae", () => {
  it("starts with the same bytes for the same seed and with others for another", () => {
    const bytes = (seed: number) =>
      Object.values(vae.initialize(new Random(seed))).map(({ data }) => Buffer.from(data.buffer).toString("hex"))

    expect(bytes(1)).toEqual(bytes(1))
    expect(bytes(1)).not.toEqual(bytes(2))
  })

  it("mirrors the encoder in the decoder", () => {
    const shapes = Object.entries(vae.initialize(new Random(1)))
      .filter(([name]) => name.endsWith("kernel")).map(([name, { shape }]) => `${name} ${shape.join("×")}`)

    expect(shapes).toEqual([
      "encoder.0.kernel 5×4",
      "encoder.1.kernel 4×3",
      "mean.kernel 3×2",
      "logVar.kernel 3×2",
      "decoder.0.kernel 2×3",
      "decoder.1.kernel 3×4",
      "output.kernel 4×5"
    ])
  })

  it("encodes and decodes a track as computed by hand", () => {
    const small = mlpVae({ features: 2, hidden: [2], latents: 1, logVarLimit: 3, likelihood: "gaussian" })
    const of = (shape: Array<number>, ...values: Array<number>) => tf.tensor(values, shape)
    const weights = {
      "encoder.0.kernel": of([2, 2], 1, -1, 2, 1),
      "encoder.0.bias": of([2], 0.5, 0),
      "mean.kernel": of([2, 1], 2, 7),
      "mean.bias": of([1], -1),
      "logVar.kernel": of([2, 1], 10, 0),
      "logVar.bias": of([1], 0),
      "decoder.0.kernel": of([1, 2], 1, -1),
      "decoder.0.bias": of([2], 0, 0),
      "output.kernel": of([2, 2], 1, 2, 3, 4),
      "output.bias": of([2], 0, 1)
    }

    const { logVar, mean } = small.encode(tf, weights, { x: tf.tensor2d([[1, 0.5]]), condition: null, presence: null })
    const output = small.decode(tf, weights, mean, null)

    // h = relu([1 + 1 + 0.5, -1 + 0.5]) = [2.5, 0]; mean = 5 - 1; 25 is clamped to 3; decoder h = [4, 0]
    expect([...mean.dataSync()]).toEqual([4])
    expect([...logVar!.dataSync()]).toEqual([3])
    expect([...output.dataSync()]).toEqual([4, 9])
  })

  it("computes the losses that plain float64 loops do", () => {
    const weights = lively(vae.initialize(new Random(4)), 8)
    const x = normals(7, 5, 5)
    const noise = normals(7, 2, 6)

    const found = batchLoss(tf, vae, tensors(weights), {
      x: tf.tensor2d(x),
      noise: tf.tensor2d(noise),
      condition: null,
      presence: null,
      freeBits: 0,
      share: tf.fill([7], 1 / 7),
      factors: { error: 1, kl: 0.3 }
    })

    const expected = plainVaeLosses(weights, 2, x, noise)
    expect(found.error.dataSync()[0]).toBeCloseTo(expected.error, 4)
    expect(found.kl.dataSync()[0]).toBeCloseTo(expected.kl, 4)
    expect(found.total.dataSync()[0]).toBeCloseTo(expected.error + 0.3 * expected.kl, 4)
  })

  it("has the gradients that finite differences of those loops give", () => {
    const weights = lively(vae.initialize(new Random(4)), 8)
    const names = Object.keys(weights)
    const x = normals(7, 5, 5)
    const noise = normals(7, 2, 6)
    const batch = {
      x: tf.tensor2d(x),
      noise: tf.tensor2d(noise),
      share: tf.fill([7], 1 / 7) as Tensor1D,
      condition: null,
      presence: null,
      freeBits: 0
    }

    const { grads } = tf.valueAndGrads((...values: Array<Tensor>) =>
      batchLoss(tf, vae, Object.fromEntries(names.map((name, i) => [name, values[i]!])), {
        ...batch,
        factors: { error: 1, kl: 0.3 }
      }).total
    )(Object.values(tensors(weights)))

    const worst = names.map((name, n) => {
      const found = grads[n]!.dataSync()
      const { data, shape } = weights[name]!
      const differences = Array.from(data, (value, i) => {
        const lossAt = (moved: number) => {
          const changed = Float64Array.from(data).with(i, moved) as unknown as Float32Array
          const { error, kl } = plainVaeLosses({ ...weights, [name]: { shape, data: changed } }, 2, x, noise)
          return error + 0.3 * kl
        }
        const slope = (lossAt(value + 1e-6) - lossAt(value - 1e-6)) / 2e-6
        return Math.abs(slope - found[i]!) / (1 + Math.abs(slope))
      })
      return Math.max(...differences)
    })
    expect(Math.max(...worst)).toBeLessThan(1e-5) // float32 gradients
  })
})

describe("autoencoder", () => {
  it("needs no noise and pays no KL", () => {
    const model = autoencoder({ features: 5, hidden: [4], latents: 2, likelihood: "gaussian" })
    const weights = tensors(model.initialize(new Random(2)))
    const x: Tensor2D = tf.tensor2d(normals(3, 5, 7))

    const quiet = trackLosses(tf, model, weights, { x, condition: null, presence: null, noise: tf.zeros([3, 2]) })
    const loud = trackLosses(tf, model, weights, { x, condition: null, presence: null, noise: tf.fill([3, 2], 100) })

    expect([...loud.error.dataSync()]).toEqual([...quiet.error.dataSync()])
    expect([...loud.kl.dataSync()]).toEqual([0, 0, 0])
  })
})
