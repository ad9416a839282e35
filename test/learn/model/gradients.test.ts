import type { Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs"
import { describe, expect, it } from "vitest"
import { batchLoss } from "../../../src/learn/model/elbo.ts"
import type { Weights } from "../../../src/learn/model/weights.ts"
import { loadRuntime } from "../../../src/learn/training/backend.ts"
import type { Arrays, Shapes, TensorFunction } from "../../../src/learn/training/runtime.ts"
import { batchOf, batchShapes } from "../../../src/learn/training/step.ts"
import { cases } from "./cases.ts"
import { batchFor, livelyWeights, type ModelCase, type PlainBatch } from "./plain/case.ts"
import type { PlainWeights, Rows } from "./plain/layers.ts"

const klFactor = 0.3

const shapesOf = (weights: Weights): Shapes =>
  Object.fromEntries(Object.entries(weights).map(([name, { shape }]) => [name, shape]))

/** The loss of a batch and its gradient by every weight, as `gradient/…`. */
const lossAndGradients = ({ hasPresence, model }: ModelCase, weights: Weights, rows: number): TensorFunction => {
  const names = Object.keys(weights)
  return {
    inputs: {
      ...shapesOf(weights),
      ...batchShapes(model, rows, hasPresence === true),
      noise: [rows, model.latents],
      share: [rows]
    },
    outputs: {
      total: [],
      error: [],
      kl: [],
      ...Object.fromEntries(names.map((name) => [`gradient/${name}`, weights[name]!.shape]))
    },
    apply: (tf, inputs) => {
      const lossOf = (...tensors: ReadonlyArray<Tensor>) =>
        batchLoss(tf, model, Object.fromEntries(names.map((name, i) => [name, tensors[i]!])), {
          ...batchOf(inputs),
          noise: inputs["noise"] as Tensor2D,
          share: inputs["share"] as Tensor1D,
          freeBits: 0,
          factors: { error: 1, kl: klFactor }
        })
      const tensors = names.map((name) => inputs[name]!)
      const { grads } = tf.valueAndGrads((...at: Array<Tensor>) => lossOf(...at).total)(tensors)
      const gradients = Object.fromEntries(names.map((name, i) => [`gradient/${name}`, grads[i]!]))
      const { error, kl, total } = lossOf(...tensors)
      return { total, error, kl, ...gradients }
    }
  }
}

const flat = (rows: Rows): Float32Array => Float32Array.from(rows.flat())

const computed = async (
  test: ModelCase,
  weights: Weights,
  batch: PlainBatch,
  backend: "cpu" | "ort"
): Promise<Arrays> => {
  const call = await (await loadRuntime(backend, 1)).prepare(lossAndGradients(test, weights, batch.x.length))
  const { condition, noise, presence, share, x } = batch
  const found = await call.run({
    ...Object.fromEntries(Object.entries(weights).map(([name, { data }]) => [name, data])),
    x: flat(x),
    ...(condition === null ? {} : { condition: flat(condition) }),
    ...(presence === null ? {} : { presence: flat(presence) }),
    noise: flat(noise),
    share: Float32Array.from(share)
  })
  await call.dispose()
  return found
}

const weighted = (values: ReadonlyArray<number>, share: ReadonlyArray<number>): number =>
  values.reduce((sum, value, i) => sum + value * share[i]!, 0)

const plainLoss = (test: ModelCase, weights: PlainWeights, batch: PlainBatch, frozen: PlainWeights) => {
  const { error, kl, penalty } = test.plain(weights, batch, frozen)
  const [meanError, meanKl] = [weighted(error, batch.share), weighted(kl, batch.share)]
  return { error: meanError, kl: meanKl, total: meanError + klFactor * meanKl + penalty }
}

/** Central differences of the plain loss by every number of one weight. */
const slopes = (test: ModelCase, weights: PlainWeights, batch: PlainBatch, name: string): ReadonlyArray<number> => {
  const { data, shape } = weights[name]!
  const lossAt = (i: number, moved: number): number => {
    const changed = Float64Array.from(data).with(i, moved)
    return plainLoss(test, { ...weights, [name]: { shape, data: changed } }, batch, weights).total
  }
  return Array.from(data, (value, i) => (lossAt(i, value + 1e-6) - lossAt(i, value - 1e-6)) / 2e-6)
}

const difference = (found: ArrayLike<number>, expected: ArrayLike<number>): number =>
  found.length !== expected.length
    ? Infinity
    : Array.from(expected, (value, i) => Math.abs(value - found[i]!) / (1 + Math.abs(value))).reduce((a, b) =>
      Math.max(a, b)
    )

describe.each(cases)("$name", (test) => {
  const weights = livelyWeights(test.model)
  const batch = batchFor(test)
  const names = Object.keys(weights)

  it("costs what plain float64 loops say", async () => {
    const found = await computed(test, weights, batch, "cpu")

    const expected = plainLoss(test, weights, batch, weights)
    expect(difference(found["error"]!, [expected.error])).toBeLessThan(2e-6) // float32
    expect(difference(found["kl"]!, [expected.kl])).toBeLessThan(2e-6)
    expect(difference(found["total"]!, [expected.total])).toBeLessThan(2e-6)
  })

  it("has the gradients that finite differences of those loops give", async () => {
    const found = await computed(test, weights, batch, "cpu")

    const worst = names.map((name) => difference(found[`gradient/${name}`]!, slopes(test, weights, batch, name)))
    expect(Math.max(...worst)).toBeLessThan(1e-5) // float32
  })

  it("has the same gradients when compiled", async () => {
    const [compiled, eager] = await Promise.all([
      computed(test, weights, batch, "ort"),
      computed(test, weights, batch, "cpu")
    ])

    const worst = Object.keys(eager).map((name) => difference(compiled[name]!, eager[name]!))
    expect(Math.max(...worst)).toBeLessThan(1e-5) // float32, other order of summation
  })

  it("leaves no weight without a gradient", async () => {
    const found = await computed(test, weights, batch, "cpu")

    const silent = names.filter((name) => found[`gradient/${name}`]!.every((value) => value === 0))
    expect(silent).toEqual([])
  })
})
