import { describe, expect, it } from "vitest"
import { autoencoder } from "../../../src/learn/model/autoencoder.ts"
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import { bundledBackends } from "../../../src/learn/training/backend.ts"
import { collapseDiagnostics } from "../../../src/learn/training/collapse.ts"
import { onlyFeatures } from "../../../src/learn/training/data.ts"
import { embed } from "../../../src/learn/training/embed.ts"
import { Random } from "../../../src/math/random.ts"
import { plainVaeLosses } from "../model/plain-vae.ts"
import { quietly, toyArchitecture, toyOptions, toyTracks, trainToy } from "./toy.ts"

const model = mlpVae(toyArchitecture)
const weights = model.initialize(new Random(3))

describe("embed", () => {
  it.each(bundledBackends)("on %s reconstructs as badly as plain float64 loops say", async (backend) => {
    const tracks = toyTracks()
    const rows = Array.from({ length: tracks.rows }, (_, i) => [...tracks.data.subarray(i * 6, i * 6 + 6)])

    const { error } = await embed({ model, weights, backend, threads: 1 }, onlyFeatures(tracks))

    const quiet = rows.map(() => [0, 0])
    const mean = error.reduce((sum, value) => sum + value, 0) / tracks.rows
    expect(mean).toBeCloseTo(plainVaeLosses(weights, 1, rows, quiet).error, 4)
  })

  it("embeds a track alike whether it comes alone or behind a thousand others", async () => {
    const random = new Random(9)
    const data = Float32Array.from({ length: 1001 * 6 }, () => random.normal())

    const all = await embed(
      { model, weights, backend: "ort", threads: 1 },
      onlyFeatures({ rows: 1001, cols: 6, data })
    )
    const last = await embed(
      { model, weights, backend: "ort", threads: 1 },
      onlyFeatures({ rows: 1, cols: 6, data: data.slice(-6) })
    )

    expect(all.mean.slice(-2)).toEqual(last.mean)
    expect(all.mean).toHaveLength(2002)
  })

  it("refuses the weights of another model and names a parameter of each", async () => {
    const other = mlpVae({ ...toyArchitecture, latents: 3 }).initialize(new Random(1))

    await expect(embed({ model, weights: other, backend: "cpu", threads: 1 }, onlyFeatures(toyTracks()))).rejects
      .toThrow(
        "it has mean.kernel [8, 2], they have mean.kernel [8, 3]"
      )
  })

  it("gives an autoencoder no variance", async () => {
    const plain = autoencoder({ features: 6, hidden: [4], latents: 2, likelihood: "gaussian" })

    const { logVar } = await embed(
      { model: plain, weights: plain.initialize(new Random(1)), backend: "ort", threads: 1 },
      onlyFeatures(toyTracks())
    )

    expect(logVar.every((value) => value === 0)).toBe(true)
  })
})

describe("collapseDiagnostics", () => {
  it("finds every unit dead under a crushing β and alive under a mild one", async () => {
    const activeUnder = async (beta: number) => {
      const trained = await trainToy(toyTracks(), { ...toyOptions, beta, epochs: 150 }, quietly())
      const { logVar, mean } = await embed(
        { model, weights: trained.weights, backend: "ort", threads: 1 },
        onlyFeatures(toyTracks())
      )
      return collapseDiagnostics(mean, logVar, 2).activeUnits
    }

    expect(await activeUnder(1000)).toBe(0)
    expect(await activeUnder(0.1)).toBe(2)
  })

  it("computes KL per dimension as by hand", () => {
    const { klPerDimension, meanVariance } = collapseDiagnostics(Float32Array.of(1, 0, 3, 0), new Float32Array(4), 2)

    expect([...klPerDimension]).toEqual([(0.5 + 4.5) / 2, 0])
    expect([...meanVariance]).toEqual([1, 0])
  })
})
