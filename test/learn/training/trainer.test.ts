import { describe, expect, it } from "vitest"
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import type { Weights } from "../../../src/learn/model/weights.ts"
import { bundledBackends, loadTensorFlow } from "../../../src/learn/training/backend.ts"
import { onlyFeatures } from "../../../src/learn/training/data.ts"
import { TrainingDiverged } from "../../../src/learn/training/diverged.ts"
import { train } from "../../../src/learn/training/trainer.ts"
import { Random } from "../../../src/math/random.ts"
import { quietly, toyArchitecture, toyOptions, toyTracks, trainToy, weightBytes } from "./toy.ts"

/** A clock that moves on whenever it is looked at; in large steps the trainer looks up after every batch. */
const ticking = (stepMs: number) => {
  let ms = 0
  return () => ms += stepMs
}

describe.each(bundledBackends)("training on %s", (backend) => {
  const config = { ...toyOptions, backend }

  it("lowers the loss of 32 toy tracks within 20 epochs", async () => {
    const { history } = await trainToy(toyTracks(), config, quietly())

    expect(history).toHaveLength(20)
    expect(history.at(-1)!.train.total).toBeLessThan(0.7 * history[0]!.train.total)
  })

  it("gives the same bytes twice and others for another seed", async () => {
    const once = await trainToy(toyTracks(), config, quietly())
    const again = await trainToy(toyTracks(), config, quietly({ nowMs: ticking(1) }))
    const other = await trainToy(toyTracks(), { ...config, seed: 6 }, quietly())

    expect(weightBytes(again.weights)).toBe(weightBytes(once.weights))
    expect(again.history).toEqual(once.history)
    expect(weightBytes(other.weights)).not.toBe(weightBytes(once.weights))
  })

  it("killed in the middle of an epoch, goes on to the bytes of an uninterrupted run", async () => {
    const whole = await trainToy(toyTracks(), { ...config, validationShare: 0.2, patience: 15 }, quietly())
    const saved: Array<Uint8Array> = []
    const stop = new AbortController()
    const interrupted = trainToy(
      toyTracks(),
      { ...config, validationShare: 0.2, patience: 15 },
      quietly({
        nowMs: ticking(50),
        checkpointEveryMs: 1,
        saveCheckpoint: (bytes) => {
          saved.push(bytes)
          if (saved.length === 23) stop.abort(new Error("killed"))
        },
        signal: stop.signal
      })
    )
    await expect(interrupted).rejects.toThrow("killed")
    expect(Buffer.from(saved.at(-1)!).toString("latin1")).toMatch(/\\"batches\\":[1-9]/) // not at an epoch's end

    const resumed = await trainToy(
      toyTracks(),
      { ...config, validationShare: 0.2, patience: 15 },
      quietly({ loadCheckpoint: () => saved.at(-1) })
    )

    expect(weightBytes(resumed.weights)).toBe(weightBytes(whole.weights))
    expect(resumed.history).toEqual(whole.history)
    expect(resumed.bestEpoch).toBe(whole.bestEpoch)
  })

  it("goes on from a training of fewer epochs to the bytes of one that began anew", async () => {
    const options = { ...config, validationShare: 0.2, patience: 15, klWarmupEpochs: 8, weightDecay: 0.01 }
    const kept: Array<Uint8Array> = []
    const epochs: Array<number> = []
    const hooks = quietly({
      keep: (state) => kept.push(state()),
      loadEarlier: () => kept.at(-1),
      onEpoch: ({ epoch }) => epochs.push(epoch)
    })
    await trainToy(toyTracks(), { ...options, epochs: 3 }, hooks)
    await trainToy(toyTracks(), { ...options, epochs: 9 }, hooks)
    const continued = await trainToy(toyTracks(), options, hooks)

    const anew = await trainToy(toyTracks(), options, quietly())

    expect(epochs).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(weightBytes(continued.weights)).toBe(weightBytes(anew.weights))
    expect(continued.history).toEqual(anew.history)
    expect(continued.bestEpoch).toBe(anew.bestEpoch)
  })

  it("stops at a loss that is no number and names the epoch, the batch and its rows", async () => {
    const failure = await trainToy(toyTracks(), { ...config, learningRate: 1e30 }, quietly()).catch(
      (error: unknown) => error
    )

    expect(failure).toBeInstanceOf(TrainingDiverged)
    const { batch, epoch, message, rows } = failure as TrainingDiverged
    expect(epoch).toBe(1)
    expect(rows).toHaveLength(batch === 4 ? 2 : 10)
    expect(message).toMatch(new RegExp(`^The loss became (NaN|Infinity) in epoch 1, batch ${batch}\\.$`))
  })
})

describe("training", () => {
  it("computes nearly the same numbers on every backend", async () => {
    const once = { ...toyOptions, epochs: 1 }
    const [ort, wasm, cpu] = await Promise.all(
      (["ort", "wasm", "cpu"] as const).map((backend) => trainToy(toyTracks(), { ...once, backend }, quietly()))
    )
    const apart = (a: Weights, b: Weights) =>
      Math.max(
        ...Object.entries(a).flatMap(([name, { data }]) => [...data].map((x, i) => Math.abs(x - b[name]!.data[i]!)))
      )

    expect(apart(ort!.weights, cpu!.weights)).toBeLessThan(1e-5)
    expect(apart(wasm!.weights, cpu!.weights)).toBeLessThan(1e-5)
  })

  it("stops early and returns the weights of the best epoch, not of the last", async () => {
    const overfit = { ...toyOptions, epochs: 200, validationShare: 0.4, learningRate: 5e-2, beta: 0 }

    const { bestEpoch, history, weights } = await trainToy(toyTracks(), { ...overfit, patience: 8 }, quietly())
    const toTheBest = await trainToy(toyTracks(), { ...overfit, epochs: bestEpoch }, quietly())

    expect(history).toHaveLength(bestEpoch + 8)
    expect(weightBytes(weights)).toBe(weightBytes(toTheBest.weights))
  })

  it("raises β over the warm-up, so that the first epochs pay less for the KL", async () => {
    const { history } = await trainToy(toyTracks(), { ...toyOptions, klWarmupEpochs: 4, epochs: 5 }, quietly())

    const shares = history.map(({ train }) => (train.total - train.reconstruction) / train.kl)
    expect(shares.map((share) => Math.round(share * 1e6) / 1e6)).toEqual([0.125, 0.25, 0.375, 0.5, 0.5])
  })

  it("records the learning rate each epoch began with and the β it paid", async () => {
    const schedules = { klWarmupEpochs: 4, learningRateSchedule: "linear", beta: 2 } as const
    const { history } = await trainToy(toyTracks(), { ...toyOptions, ...schedules, epochs: 5 }, quietly())

    expect(history.map(({ learningRate }) => learningRate.toFixed(6))).toEqual(
      ["0.010000", "0.008000", "0.006000", "0.004000", "0.002000"]
    )
    expect(history.map(({ beta }) => beta)).toEqual([0.5, 1, 1.5, 2, 2])
  })

  it("lets the KL fall to the free bits and no further, however large β is", async () => {
    const klUnder = async (freeBits: number) => {
      const options = { ...toyOptions, beta: 20, freeBits, epochs: 300, batchSize: 32 }
      return (await trainToy(toyTracks(), options, quietly())).history.at(-1)!.train.kl
    }

    expect(await klUnder(0)).toBeLessThan(0.05)
    expect(Math.abs(await klUnder(0.5) - 2 * 0.5)).toBeLessThan(0.15) // two latents
    expect(Math.abs(await klUnder(1) - 2 * 1)).toBeLessThan(0.15)
  })

  it("leaves smaller weights under weight decay", async () => {
    const squares = async (weightDecay: number) => {
      const { weights } = await trainToy(toyTracks(), { ...toyOptions, weightDecay }, quietly())
      return Object.values(weights).flatMap(({ data }) => [...data]).reduce((sum, value) => sum + value * value, 0)
    }

    expect(await squares(1)).toBeLessThan(0.6 * await squares(0))
  })

  it("keeps the same number of tensors alive from epoch to epoch and none afterwards", async () => {
    const tf = await loadTensorFlow("cpu")
    const before = tf.memory().numTensors
    const alive: Array<number> = []

    await trainToy(
      toyTracks(),
      { ...toyOptions, backend: "cpu", epochs: 6, validationShare: 0.2 },
      quietly({ onEpoch: () => alive.push(tf.memory().numTensors) })
    )

    expect(new Set(alive).size).toBe(1)
    expect(tf.memory().numTensors).toBe(before)
  })

  it("refuses data of another width and says both", async () => {
    const narrow = { rows: 2, cols: 3, data: new Float32Array(6) }

    await expect(trainToy(narrow, toyOptions, quietly())).rejects.toThrow("the model takes 6 features, the data has 3")
  })
})

describe("training from given weights", () => {
  const trainFrom = (initial: Weights, epochs: number) =>
    train(mlpVae(toyArchitecture), onlyFeatures(toyTracks()), { ...toyOptions, epochs }, quietly(), initial)

  it("goes on from where they are", async () => {
    const first = await trainToy(toyTracks(), { ...toyOptions, epochs: 60 }, quietly())
    const second = await trainFrom(first.weights, 1)

    expect(second.history[0]!.train.total).toBeLessThan(0.5 * first.history[0]!.train.total)
  })

  it("is the usual training when they are the fresh weights of its seed, in whatever order", async () => {
    const fresh = mlpVae(toyArchitecture).initialize(new Random(toyOptions.seed).fork("weights"))
    const reversed = Object.fromEntries(Object.entries(fresh).reverse())

    const usual = await trainToy(toyTracks(), { ...toyOptions, epochs: 3 }, quietly())
    const given = await trainFrom(reversed, 3)

    expect(weightBytes(given.weights)).toBe(weightBytes(usual.weights))
  })
})

it("keeps no state, and goes on from none, where the epochs are laid out over all of them", async () => {
  const laidOut = [{ learningRateSchedule: "cosine" }, { klCycles: 2, klWarmupEpochs: 1 }] as const
  const never = () => {
    throw new Error("asked for")
  }

  for (const schedule of laidOut) {
    const { history } = await trainToy(
      toyTracks(),
      { ...toyOptions, epochs: 2, ...schedule },
      quietly({ keep: never, loadEarlier: never })
    )
    expect(history).toHaveLength(2)
  }
})

it("begins anew where the state of fewer epochs is another backend's", async () => {
  const kept: Array<Uint8Array> = []
  const epochs: Array<number> = []
  await trainToy(toyTracks(), { ...toyOptions, epochs: 2 }, quietly({ keep: (state) => kept.push(state()) }))

  const options = { ...toyOptions, backend: "cpu", epochs: 3 } as const
  await trainToy(
    toyTracks(),
    options,
    quietly({ loadEarlier: () => kept[0], onEpoch: ({ epoch }) => epochs.push(epoch) })
  )

  expect(epochs).toEqual([1, 2, 3])
})
