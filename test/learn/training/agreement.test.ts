import { describe, expect, it } from "vitest"
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import type { BackendName } from "../../../src/learn/training/backend.ts"
import { onlyFeatures } from "../../../src/learn/training/data.ts"
import { train } from "../../../src/learn/training/trainer.ts"
import { Random } from "../../../src/math/random.ts"
import { quietly, toyOptions } from "./toy.ts"

describe("the same training on ort, ort-wasm, wasm and cpu", () => {
  const rows = 320
  const cols = 57

  /** Four factors mixed into 57 features, with noise. */
  const tracks = (): { readonly rows: number; readonly cols: number; readonly data: Float32Array } => {
    const random = new Random(3)
    const mixing = Float32Array.from({ length: 4 * cols }, () => random.normal())
    const data = new Float32Array(rows * cols)
    for (let i = 0; i < rows; i++) {
      const factors = [random.normal(), random.normal(), random.normal(), random.normal()]
      for (let j = 0; j < cols; j++) {
        const mixed = factors.reduce((sum, factor, k) => sum + factor * mixing[k * cols + j]!, 0)
        data[i * cols + j] = mixed / 2 + 0.3 * random.normal()
      }
    }
    return { rows, cols, data }
  }

  const trainOn = async (backend: BackendName, batchSize: number, size: number) => {
    const { data } = tracks()
    const model = mlpVae({ features: cols, hidden: [32, 16], latents: 2, logVarLimit: 10, likelihood: "gaussian" })
    const { history, weights } = await train(
      model,
      onlyFeatures({ rows: size, cols, data: data.subarray(0, size * cols) }),
      { ...toyOptions, learningRate: 1e-3, epochs: 1, batchSize, backend },
      quietly()
    )
    return { loss: history[0]!.train.total, weights: Object.values(weights).flatMap(({ data }) => [...data]) }
  }

  /** Largest distances from cpu over the backends, of any weight and of the loss as a share of it. */
  const distances = async (batchSize: number, size: number) => {
    const reference = await trainOn("cpu", batchSize, size)
    const others = []
    for (const backend of ["ort", "ort-wasm", "wasm"] as const) others.push(await trainOn(backend, batchSize, size))
    return {
      weight: Math.max(...others.flatMap(({ weights }) => weights.map((w, i) => Math.abs(w - reference.weights[i]!)))),
      loss: Math.max(...others.map(({ loss }) => Math.abs(loss / reference.loss - 1)))
    }
  }

  it("agrees within 2e-7 in every weight after one step", async () => {
    const { loss, weight } = await distances(32, 32)

    expect(weight).toBeLessThan(2e-7)
    expect(loss).toBeLessThan(1e-6)
  })

  it("agrees within 5e-6 in every weight after one epoch of 10 steps", async () => {
    const { loss, weight } = await distances(32, rows)

    expect(weight).toBeLessThan(5e-6)
    expect(loss).toBeLessThan(1e-6)
  })
})
