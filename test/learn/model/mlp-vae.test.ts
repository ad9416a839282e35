import type { Tensor2D } from "@tensorflow/tfjs"
import { beforeAll, describe, expect, it } from "vitest"
import { autoencoder } from "../../../src/learn/model/autoencoder.ts"
import { trackLosses } from "../../../src/learn/model/elbo.ts"
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import type { TensorFlow } from "../../../src/learn/model/weights.ts"
import { loadTensorFlow } from "../../../src/learn/training/backend.ts"
import { Random } from "../../../src/math/random.ts"
import { tensorsOf } from "./plain/case.ts"

let tf: TensorFlow
beforeAll(async () => {
  tf = await loadTensorFlow("cpu")
})

const normals = (rows: number, cols: number, seed: number) => {
  const random = new Random(seed)
  return Array.from({ length: rows }, () => Array.from({ length: cols }, () => Math.fround(random.normal())))
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
})

describe("autoencoder", () => {
  it("needs no noise and pays no KL", () => {
    const model = autoencoder({ features: 5, hidden: [4], latents: 2, likelihood: "gaussian" })
    const weights = tensorsOf(tf, model.initialize(new Random(2)))
    const x: Tensor2D = tf.tensor2d(normals(3, 5, 7))

    const quiet = trackLosses(tf, model, weights, { x, condition: null, presence: null, noise: tf.zeros([3, 2]) })
    const loud = trackLosses(tf, model, weights, { x, condition: null, presence: null, noise: tf.fill([3, 2], 100) })

    expect([...loud.error.dataSync()]).toEqual([...quiet.error.dataSync()])
    expect([...loud.kl.dataSync()]).toEqual([0, 0, 0])
  })
})
