import type { Tensor2D } from "@tensorflow/tfjs"
import { beforeAll, describe, expect, it } from "vitest"
import { trackLosses } from "../../../src/learn/model/elbo.ts"
import { productOfExperts, productOfExpertsVae } from "../../../src/learn/model/product-of-experts-vae.ts"
import type { TensorFlow } from "../../../src/learn/model/weights.ts"
import { loadTensorFlow } from "../../../src/learn/training/backend.ts"
import { rowsOf } from "../../../src/learn/training/data.ts"
import { decode, embed } from "../../../src/learn/training/embed.ts"
import { train } from "../../../src/learn/training/trainer.ts"
import { Random } from "../../../src/math/random.ts"
import { quietly, toyOptions } from "../training/toy.ts"
import { branchesOf } from "./cases.ts"
import { livelyWeights, tensorsOf } from "./plain/case.ts"

let tf: TensorFlow
beforeAll(async () => {
  tf = await loadTensorFlow("cpu")
})

const [audio, lyrics] = branchesOf("multinomial") as [
  ReturnType<typeof branchesOf>[0],
  ReturnType<typeof branchesOf>[1]
]
const both = productOfExpertsVae({ branches: [audio, lyrics], latents: 2, logVarLimit: 10 })
const onlyAudio = productOfExpertsVae({ branches: [audio], latents: 2, logVarLimit: 10 })
const sound = [0.5, -1.25, 2, 0.125]

/** Where the model of both parts puts the one track. */
const posteriorOf = (track: ReadonlyArray<number>, presence: Tensor2D | null) => {
  const { logVar, mean } = both.encode(tf, tensorsOf(tf, livelyWeights(both)), {
    x: tf.tensor2d([[...track]]),
    condition: null,
    presence
  })
  return [...mean.dataSync(), ...logVar!.dataSync()]
}

describe("productOfExperts", () => {
  const expert = (mean: number, variance: number) => ({
    mean: tf.tensor2d([[mean]]),
    logVar: tf.tensor2d([[Math.log(variance)]])
  })

  it("adds up precisions, the prior's among them, and weighs the means by them", () => {
    const { logVar, mean } = productOfExperts(tf, [expert(3, 1 / 2), expert(-1, 1 / 5)], null)

    expect(mean.dataSync()[0]).toBeCloseTo((2 * 3 + 5 * -1) / (1 + 2 + 5), 6)
    expect(Math.exp(-logVar!.dataSync()[0]!)).toBeCloseTo(1 + 2 + 5, 4)
  })

  it("is the prior when every expert is absent", () => {
    const { logVar, mean } = productOfExperts(tf, [expert(3, 1 / 2), expert(-1, 1 / 5)], tf.tensor2d([[0, 0]]))

    expect(mean.dataSync()[0]).toBeCloseTo(0, 12)
    expect(logVar!.dataSync()[0]).toBeCloseTo(0, 12)
  })
})

describe("productOfExpertsVae", () => {
  it("puts a track without lyrics exactly where a model of audio alone would", () => {
    const weights = livelyWeights(both)
    const { logVar, mean } = onlyAudio.encode(tf, tensorsOf(tf, weights), {
      x: tf.tensor2d([sound]),
      condition: null,
      presence: null
    })

    const found = posteriorOf([...sound, 0, 0, 0], tf.tensor2d([[1, 0]]))

    expect(found).toEqual([...mean.dataSync(), ...logVar!.dataSync()])
  })

  it("ignores what stands in the place of absent lyrics", () => {
    const absent = tf.tensor2d([[1, 0]])

    expect(posteriorOf([...sound, 9, 0, 4], absent)).toEqual(posteriorOf([...sound, 0, 0, 0], absent))
    expect(posteriorOf([...sound, 9, 0, 4], null)).not.toEqual(posteriorOf([...sound, 0, 0, 0], null))
  })

  it("is surer of a track with lyrics than of the same track without", () => {
    const withLyrics = posteriorOf([...sound, 1, 0, 2], tf.tensor2d([[1, 1]]))
    const without = posteriorOf([...sound, 1, 0, 2], tf.tensor2d([[1, 0]]))

    expect(withLyrics[2]).toBeLessThan(without[2]!)
    expect(withLyrics[3]).toBeLessThan(without[3]!)
  })

  it("costs a track without lyrics the audio twice: among all parts and alone", () => {
    const x = tf.tensor2d([[...sound, 1, 0, 2]])
    const weights = tensorsOf(tf, livelyWeights(both))
    const noise = tf.tensor2d([[0.5, -1]])

    const found = trackLosses(tf, both, weights, { x, noise, condition: null, presence: tf.tensor2d([[1, 0]]) })
    const audioOnly = trackLosses(tf, onlyAudio, weights, {
      x: tf.tensor2d([sound]),
      noise,
      condition: null,
      presence: null
    })

    expect(found.error.dataSync()[0]).toBeCloseTo(2 * audioOnly.error.dataSync()[0]!, 5)
    expect(found.kl.dataSync()[0]).toBeCloseTo(2 * audioOnly.kl.dataSync()[0]!, 5)
  })
})

describe("a product-of-experts VAE trained on tracks of which half lack lyrics", () => {
  const rows = 64
  const features = 4
  const branch = (name: string) => ({ name, features, hidden: [16], likelihood: "gaussian" as const, weight: 1 })
  const model = productOfExpertsVae({ branches: [branch("audio"), branch("lyrics")], latents: 2, logVarLimit: 10 })

  /** Audio and lyrics of tracks that two hidden numbers explain. */
  const tracks = () => {
    const random = new Random(3)
    return Array.from({ length: rows }, () => {
      const [a, b] = [random.normal(), random.normal()]
      return Array.from({ length: 2 * features }, (_, j) => 2 * (Math.cos(j) * a + Math.sin(j) * b))
    })
  }
  const source = (table: ReadonlyArray<ReadonlyArray<number>>) =>
    rowsOf({ rows, cols: table[0]!.length, data: Float32Array.from(table.flat()) })
  /** The tracks with zeros in the place of lyrics that a track lacks. */
  const dataOf = (full: ReadonlyArray<ReadonlyArray<number>>, lacksLyrics: (row: number) => boolean) => ({
    x: source(full.map((row, i) => row.map((value, j) => j >= features && lacksLyrics(i) ? 0 : value))),
    presence: source(full.map((_, i) => [1, lacksLyrics(i) ? 0 : 1])),
    condition: null,
    groups: null,
    blockRows: null
  })

  it("guesses lyrics from the audio alone far better than their mean does", async () => {
    const full = tracks()
    const options = { ...toyOptions, epochs: 150, batchSize: 32 }

    const { weights } = await train(model, dataOf(full, (row) => row % 2 === 1), options, quietly())
    const trained = { model, weights, backend: "ort", threads: 1 } as const
    const { mean } = await embed(trained, dataOf(full, () => true))
    const guessed = await decode(trained, rowsOf({ rows, cols: 2, data: mean }), null)

    // of tracks whose lyrics were never seen; the mean of each feature is 0
    const unseen = full.flatMap((row, i) =>
      i % 2 === 0 ? [] : row.slice(features).map((value, j) => ({ value, guess: guessed[(2 * i + 1) * features + j]! }))
    )
    const missed = unseen.reduce((sum, { guess, value }) => sum + (value - guess) ** 2, 0)
    const variation = unseen.reduce((sum, { value }) => sum + value ** 2, 0)
    expect(missed / variation).toBeLessThan(0.2)
  })
})
