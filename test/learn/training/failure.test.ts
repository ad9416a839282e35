import type { Tensor2D } from "@tensorflow/tfjs"
import { describe, expect, it } from "vitest"
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import type { Model } from "../../../src/learn/model/model.ts"
import { DataNotFinite } from "../../../src/learn/training/data-not-finite.ts"
import { onlyFeatures, rowsOf, type TrainingData } from "../../../src/learn/training/data.ts"
import { TrainingDiverged } from "../../../src/learn/training/diverged.ts"
import { explainMemory, OutOfMemory } from "../../../src/learn/training/out-of-memory.ts"
import { train } from "../../../src/learn/training/trainer.ts"
import { Random } from "../../../src/math/random.ts"
import { quietly, toyArchitecture, toyOptions, toyTracks } from "./toy.ts"

const model = mlpVae(toyArchitecture)

/** What training the toy fails with, given other data, options, model or weights. */
const failureOf = async (
  { data = onlyFeatures(toyTracks()), initial, options = toyOptions, which = model }: {
    readonly data?: TrainingData
    readonly initial?: ReturnType<Model["initialize"]>
    readonly options?: typeof toyOptions
    readonly which?: Model
  }
): Promise<Error> =>
  train(which, data, options, quietly(), initial).then(
    () => expect.unreachable("training should have failed"),
    (error: unknown) => error as Error
  )

const constant = (rows: number, cols: number, value: number) =>
  rowsOf({ rows, cols, data: new Float32Array(rows * cols).fill(value) })

describe("training refuses", () => {
  it("a feature that is no number before it begins, and names its row and column", async () => {
    const tracks = toyTracks()
    tracks.data[17 * tracks.cols + 3] = Number.NaN

    const failure = await failureOf({ data: onlyFeatures(tracks) })

    expect(failure).toBeInstanceOf(DataNotFinite)
    expect(failure).toMatchObject({ row: 17, column: 3 })
    expect(failure.message).toBe("The features of row 17 hold NaN in column 3; training needs finite numbers.")
  })

  it("an infinite presence flag in the last row", async () => {
    const flags = new Float32Array(32).fill(1)
    flags[31] = Infinity

    const failure = await failureOf({
      data: { ...onlyFeatures(toyTracks()), presence: rowsOf({ rows: 32, cols: 1, data: flags }) }
    })

    expect(failure.message).toMatch(/^The presence flags of row 31 hold Infinity in column 0/)
  })

  it.each<readonly [string, Partial<TrainingData>, string]>([
    ["of another width", { x: constant(32, 3, 0) }, "the model takes 6 features, the data has 3"],
    ["of no rows", { x: constant(0, 6, 0) }, "there are no tracks to train on"],
    ["with conditions", { condition: constant(32, 2, 0) }, "the model is told 0 conditions, the data has 2"],
    ["with too many parts", { presence: constant(32, 2, 1) }, "the model has 1 parts, presence is given for 2"],
    ["with too few flags", { presence: constant(31, 1, 1) }, "there are 32 tracks, but presence for 31"],
    ["with too few groups", { groups: ["a", "b"] }, "there are 32 tracks, but groups for 2"]
  ])("data %s", async (_, odd, sentence) => {
    expect((await failureOf({ data: { ...onlyFeatures(toyTracks()), ...odd } })).message).toBe(sentence)
  })

  it("to watch a single group", async () => {
    const data = { ...onlyFeatures(toyTracks()), groups: Array<string>(32).fill("Bach") }

    const failure = await failureOf({ data, options: { ...toyOptions, validationShare: 0.2 } })

    expect(failure.message).toMatch(/^all 32 tracks are of the group "Bach"/)
  })

  it("patience where nothing is held out", async () => {
    expect((await failureOf({ options: { ...toyOptions, patience: 5 } })).message).toBe(
      "patience needs tracks held out: raise validationShare or set patience to null"
    )
  })

  it("to start from the weights of another model", async () => {
    const initial = mlpVae({ ...toyArchitecture, latents: 3 }).initialize(new Random(1))

    expect((await failureOf({ initial })).message).toMatch(/^these weights are of another model: it has mean\.kernel/)
  })
})

describe("training stops", () => {
  it("when the validation loss leaves the numbers, and names the epoch and the track", async () => {
    const tracks = toyTracks()
    tracks.data.fill(3e19, 31 * 6) // squared, beyond float32
    const groups = Array.from({ length: 32 }, (_, row) => row < 26 ? "learnt" : "held")

    const failure = await failureOf({
      data: { ...onlyFeatures(tracks), groups },
      options: { ...toyOptions, validationShare: 0.2 }
    })

    expect(failure).toBeInstanceOf(TrainingDiverged)
    expect(failure.message).toBe("The validation loss became Infinity in epoch 1.")
    expect(failure).toMatchObject({ epoch: 1, batch: null, rows: [31] })
  })

  it("when the very last step spoils the weights, which no later loss would tell", async () => {
    const failure = await failureOf({ options: { ...toyOptions, epochs: 1, batchSize: 32, learningRate: 1e39 } })

    expect(failure).toBeInstanceOf(TrainingDiverged)
    expect(failure.message).toMatch(/^The weights became (-?Infinity|NaN) in epoch 1, batch 1\.$/)
    expect((failure as TrainingDiverged).rows).toHaveLength(32)
  })
})

/** A model that asks for 2 ** 41 numbers at once. */
const huge: Model = {
  ...model,
  decode: (tf, weights, z, condition) => {
    const tiled = tf.customGrad((x) => ({
      value: tf.tile((x as Tensor2D).sum().reshape([1, 1]), [2 ** 40, 2]).exp().sum(),
      gradFunc: () => tf.zerosLike(z)
    }))
    return model.decode(tf, weights, z, condition).add(tiled(z)) as Tensor2D
  }
}

describe("training out of memory", () => {
  it.each(
    [
      ["ort", "it asked for 8.80 TB."],
      ["cpu", "it asked for an array larger than what is left."]
    ] as const
  )("on %s says how much was asked for and what to lower", async (backend, asked) => {
    const failure = await failureOf({ which: huge, options: { ...toyOptions, backend } })

    expect(failure).toBeInstanceOf(OutOfMemory)
    expect(failure.message).toBe(`The memory does not suffice for training: ${asked}`)
    expect(failure).toMatchObject({ hint: "lower batchSize, which is 10, or make the model's layers smaller" })
  })

  it("is told from V8's words", () => {
    const thrown = () => new Float32Array(2 ** 45)
    let failure: unknown
    try {
      thrown()
    } catch (error) {
      failure = explainMemory(error, 64)
    }

    expect(failure).toBeInstanceOf(OutOfMemory)
    expect(failure).toMatchObject({
      _tag: "OutOfMemory",
      askedBytes: null,
      hint: "lower batchSize, which is 64, or make the model's layers smaller"
    })
  })

  it("is not suspected of other failures", () => {
    const failure = new RangeError("the model takes 6 features, the data has 3")

    expect(explainMemory(failure, 64)).toBe(failure)
  })
})
