import { describe, expect, it } from "vitest"
import {
  bestOfMany,
  bestOfManyText,
  exceedance,
  expectedBest,
  spreadOverSeeds
} from "../../../src/dataflow/sweep/chance.ts"
import { Random } from "../../../src/math/random.ts"

describe("the expected best of many", () => {
  it("is that of normal order statistics", () => {
    expect(expectedBest(1)).toBeCloseTo(0, 12)
    expect(expectedBest(2)).toBeCloseTo(1 / Math.sqrt(Math.PI), 10)
    expect(expectedBest(3)).toBeCloseTo(3 / (2 * Math.sqrt(Math.PI)), 10)
    expect(expectedBest(10)).toBeCloseTo(1.53875, 5) // Harter 1961, table 1
    expect(expectedBest(100)).toBeCloseTo(2.50759, 5)
  })
})

describe("how often chance comes so far", () => {
  it("is Student's tail for one draw, as SciPy has it", () => {
    expect(exceedance(2.5, 1, { degrees: 5 })).toBeCloseTo(0.02724504967118813, 5)
  })

  it("is what two million simulated draws of ten give, for a deviation from five seeds", () => {
    expect(Math.abs(exceedance(3, 10, { degrees: 4 }) - 0.13605)).toBeLessThan(0.001)
    expect(Math.abs(exceedance(2, 10, { degrees: 4 }) - 0.35479)).toBeLessThan(0.0015)
  })
})

describe("the best of many settings", () => {
  it("pools the spread over settings and leaves what was run once out of it", () => {
    expect(spreadOverSeeds([[1, 3], [10, 10, 13], [7]])).toEqual({ deviation: Math.sqrt(8 / 3), degrees: 3 })
    expect(spreadOverSeeds([[1], [2]])).toBeUndefined()
  })

  it("says how far it stands out and how far it would by chance", () => {
    const found = bestOfMany([[1, 3], [4, 6], [2, 4]], "max")!

    expect(found).toMatchObject({ looks: 3, best: 5, degrees: 3 })
    expect(found.above).toBeCloseTo(5 - 10 / 3, 12)
    expect(found.aboveByChance).toBeCloseTo(0.846284, 5) // √2 over seeds, 1 for means of two
    expect(bestOfMany([[1, 3], [4, 6], [2, 4]], "min")!.best).toBe(2)
  })

  it("is said in a sentence", () => {
    expect(bestOfManyText(bestOfMany([[1, 3], [4, 6], [2, 4]], "min")!)).toBe(
      "The best of 3 settings stands 1.3 below their mean; by chance alone the best of 3 would stand 0.85 below it, " +
        "and so far in 33 % of sweeps (noise from 3 differences between seeds)."
    )
  })

  it("of noise stands as far above the mean as it says, over 200 sweeps of 40 trials", () => {
    const random = new Random(6)
    const sweeps = Array.from(
      { length: 200 },
      () => bestOfMany(Array.from({ length: 40 }, () => [random.normal(), random.normal(), random.normal()]), "max")!
    )
    const mean = (of: (sweep: typeof sweeps[number]) => number) => sweeps.reduce((sum, each) => sum + of(each), 0) / 200

    expect(Math.abs(mean(({ above }) => above) / mean(({ aboveByChance }) => aboveByChance) - 1)).toBeLessThan(0.05)
    expect(Math.abs(sweeps.filter(({ probability }) => probability < 0.2).length / 200 - 0.2)).toBeLessThan(0.08)
  })
})
