import type { Tensor2D } from "@tensorflow/tfjs"
import { beforeAll, describe, expect, it } from "vitest"
import type { Likelihood } from "../../../src/learn/model/likelihood.ts"
import type { TensorFlow } from "../../../src/learn/model/weights.ts"
import { loadTensorFlow } from "../../../src/learn/training/backend.ts"
import { rowsOf } from "../../../src/learn/training/data.ts"
import { train } from "../../../src/learn/training/trainer.ts"
import { Random } from "../../../src/math/random.ts"
import { quietly, toyOptions, weightBytes } from "../training/toy.ts"
import { cases } from "./cases.ts"
import { batchFor, livelyWeights, type ModelCase, tensorsOf } from "./plain/case.ts"
import type { Rows } from "./plain/layers.ts"

let tf: TensorFlow
beforeAll(async () => {
  tf = await loadTensorFlow("cpu")
})

const source = (rows: Rows) =>
  rowsOf({ rows: rows.length, cols: rows[0]!.length, data: Float32Array.from(rows.flat()) })
const sourceOrNone = (rows: Rows | null) => rows === null ? null : source(rows)

/** What a hidden number `h` shows itself as. */
const shown: Readonly<Record<Likelihood, (h: number) => number>> = {
  gaussian: (h) => h,
  bernoulli: (h) => 1 / (1 + Math.exp(-3 * h)),
  multinomial: (h) => Math.round(Math.exp(h))
}

/** 32 tracks that suit a model and that two hidden numbers explain. */
const tracksFor = (test: ModelCase) => {
  const { condition, presence, x } = batchFor(test, 32)
  const likelihoods = test.model.parts.flatMap(({ features, likelihood }) =>
    Array<Likelihood>(features).fill(likelihood)
  )
  const random = new Random(11)
  const explained = x.map(() => {
    const [a, b] = [random.normal(), random.normal()]
    return likelihoods.map((likelihood, j) =>
      shown[likelihood](Math.cos(3 * j / likelihoods.length) * a! + Math.sin(6 * j / likelihoods.length) * b!)
    )
  })
  return {
    x: source(explained),
    condition: sourceOrNone(condition),
    presence: sourceOrNone(presence),
    groups: null,
    blockRows: null
  }
}

const told = cases.filter(({ model }) => model.conditions > 0)

describe.each(cases)("$name", (test) => {
  it("loses less after 20 steps on 32 tracks", async () => {
    const options = { ...toyOptions, epochs: 20, batchSize: 32, learningRate: 2e-2 }

    const { history } = await train(test.model, tracksFor(test), options, quietly())

    const losses = history.map(({ train: epoch }) =>
      test.chasesItsLatents === true ? epoch.reconstruction : epoch.total
    )
    expect(losses).toHaveLength(20)
    expect(losses.at(-1)).toBeLessThan(0.98 * losses[0]!)
  })

  it("gives the same bytes twice", async () => {
    const short = { ...toyOptions, epochs: 2 } // with a last batch that is padded
    const bytes = async () => weightBytes((await train(test.model, tracksFor(test), short, quietly())).weights)

    expect(await bytes()).toBe(await bytes())
  })
})

describe.each(told)("$name", (test) => {
  const { model } = test
  const weights = livelyWeights(model)
  const { noise, x } = batchFor(test, 1)
  const genre = (which: number): Tensor2D =>
    tf.tensor2d([Array.from({ length: model.conditions }, (_, i) => i === which ? 1 : 0)])
  const posterior = (which: number) =>
    model.encode(tf, tensorsOf(tf, weights), {
      x: tf.tensor2d(x.flat(), [1, model.features]) as Tensor2D,
      condition: genre(which),
      presence: null
    })

  it("encodes the same track elsewhere under another condition", () => {
    expect([...posterior(0).mean.dataSync()]).not.toEqual([...posterior(1).mean.dataSync()])
    expect([...posterior(0).logVar!.dataSync()]).not.toEqual([...posterior(1).logVar!.dataSync()])
  })

  it("decodes the same latents into another track under another condition", () => {
    const z = tf.tensor2d(noise.flat(), [1, model.latents])
    const decoded = (which: number) => [...model.decode(tf, tensorsOf(tf, weights), z, genre(which)).dataSync()]

    expect(decoded(0)).not.toEqual(decoded(1))
  })

  it("refuses a condition of another width, and none", async () => {
    const tracks = tracksFor(test)
    const wide = { ...tracks, condition: source(Array.from({ length: 32 }, () => [1, 0])) }

    await expect(train(model, wide, toyOptions, quietly())).rejects.toThrow(
      "the model is told 3 conditions, the data has 2"
    )
    await expect(train(model, { ...tracks, condition: null }, toyOptions, quietly())).rejects.toThrow(
      "the model is told 3 conditions, the data has 0"
    )
  })
})
