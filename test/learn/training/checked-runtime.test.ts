import type { Tensor2D } from "@tensorflow/tfjs"
import { beforeAll, describe, expect, it } from "vitest"
import { loadRuntime } from "../../../src/learn/training/backend.ts"
import { checkedRuntime } from "../../../src/learn/training/checked-runtime.ts"
import type { Arrays, Runtime, StepFunction, TensorFunction } from "../../../src/learn/training/runtime.ts"

const product: TensorFunction = {
  inputs: { a: [2, 3], b: [3, 2] },
  outputs: { c: [2, 2] },
  apply: (tf, { a, b }) => ({ c: tf.matMul(a as Tensor2D, b as Tensor2D) })
}

const sum: StepFunction = {
  state: { total: [2] },
  inputs: { x: [2] },
  results: { before: [2] },
  apply: (_, { total }, { x }) => ({ state: { total: total!.add(x!) }, results: { before: total! } })
}

let right: Runtime
beforeAll(async () => {
  right = await loadRuntime("cpu", 1)
})

const spoil = (arrays: Arrays): Arrays =>
  Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, array.map((number) => 1.1 * number)]))

/** A device whose driver is wrong by a tenth, in what it returns and in the state it keeps. */
const wrong = (): Runtime => ({
  prepare: async (fn) => {
    const call = await right.prepare(fn)
    return { run: async (inputs) => spoil(await call.run(inputs)), dispose: call.dispose }
  },
  startLoop: async (step, initial) => {
    const loop = await right.startLoop(step, initial)
    return { run: loop.run, read: () => spoil(loop.read()), dispose: loop.dispose }
  }
})

const inputs = { a: Float32Array.of(1, 2, 3, 4, 5, 6), b: Float32Array.of(1, 0, 0, 1, 1, 1) }

describe("a runtime that is checked", () => {
  it("returns what the device computes when it is right, all turns in their order", async () => {
    const loop = await checkedRuntime(right, right).startLoop(sum, { total: Float32Array.of(0, 10) })

    const results = await loop.run(3, { x: Float32Array.of(1, 1, 2, 2, 3, 3) })
    const more = await loop.run(1, { x: Float32Array.of(4, 4) })

    expect([...results["before"]!]).toEqual([0, 10, 1, 11, 3, 13])
    expect([...more["before"]!]).toEqual([6, 16])
    expect([...loop.read()["total"]!]).toEqual([10, 20])
    await loop.dispose()
  })

  it("rejects a device that computes a function wrong, and says which result", async () => {
    const call = await checkedRuntime(wrong(), right).prepare(product)

    await expect(call.run(inputs)).rejects.toThrow(
      "it computes wrong numbers: this model, c is off by 0.10 of its size"
    )
    await call.dispose()
  })

  it("rejects a device whose state goes wrong, before the second turn", async () => {
    const loop = await checkedRuntime(wrong(), right).startLoop(sum, { total: Float32Array.of(0, 10) })

    await expect(loop.run(2, { x: Float32Array.of(1, 1, 2, 2) })).rejects.toThrow(/after one step, total is off/)
    await loop.dispose()
  })

  it("takes a NaN for wrong only where it should be a number", async () => {
    const call = await checkedRuntime(right, right).prepare(product)

    const { c } = await call.run({ ...inputs, a: inputs.a.map(() => Number.NaN) })

    expect([...c!]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN])
    await call.dispose()
  })
})
