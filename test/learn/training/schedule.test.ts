import { describe, expect, it } from "vitest"
import { klShare, learningRateAt } from "../../../src/learn/training/schedule.ts"

const shares = (options: Parameters<typeof klShare>[0]): ReadonlyArray<number> =>
  Array.from({ length: options.epochs }, (_, i) => klShare(options, i + 1))

const rates = (learningRateSchedule: "constant" | "linear" | "cosine"): ReadonlyArray<number> =>
  [1, 2, 3, 4].map((step) => learningRateAt({ learningRate: 8, learningRateSchedule }, step, 4))

describe("klShare", () => {
  it("is all of β from the first epoch without a warm-up", () => {
    expect(shares({ epochs: 3, klCycles: 1, klWarmupEpochs: 0 })).toEqual([1, 1, 1])
  })

  it("rises on a line over the warm-up and then stays", () => {
    expect(shares({ epochs: 6, klCycles: 1, klWarmupEpochs: 4 })).toEqual([0.25, 0.5, 0.75, 1, 1, 1])
  })

  it("never gets to all of β when the warm-up is longer than the training", () => {
    expect(shares({ epochs: 2, klCycles: 1, klWarmupEpochs: 10 })).toEqual([0.1, 0.2])
  })

  it("rises again in every cycle", () => {
    expect(shares({ epochs: 8, klCycles: 2, klWarmupEpochs: 2 })).toEqual([0.5, 1, 1, 1, 0.5, 1, 1, 1])
  })

  it("starts a cycle with the first epoch that begins in it where cycles are no whole number of epochs", () => {
    const found = shares({ epochs: 5, klCycles: 2, klWarmupEpochs: 2 }) // cycles begin at epochs 1 and 3.5

    expect(found).toEqual([0.5, 1, 1, 0.75, 1])
  })
})

describe("learningRateAt", () => {
  it("stays, falls on a line or falls on a half cosine", () => {
    expect(rates("constant")).toEqual([8, 8, 8, 8])
    expect(rates("linear")).toEqual([8, 6, 4, 2])
    const half = Math.SQRT1_2 // cos(π / 4)
    expect(rates("cosine").map((rate, i) => Math.abs(rate - [8, 4 + 4 * half, 4, 4 - 4 * half][i]!) < 1e-12))
      .toEqual([true, true, true, true])
  })
})
