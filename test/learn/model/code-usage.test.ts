import { describe, expect, it } from "vitest"
import { codeUsage } from "../../../src/learn/model/code-usage.ts"

describe("codeUsage", () => {
  it("counts as many codes as are used alike", () => {
    expect(codeUsage([3, 0, 3, 0], 8)).toEqual({ used: 2, perplexity: 2 })
  })

  it("counts a rare code less than a common one", () => {
    const { perplexity, used } = codeUsage([0, 0, 0, 1], 2)

    expect(used).toBe(2)
    expect(perplexity).toBeCloseTo(4 / 3 ** 0.75, 12) // exp(-¾ ln ¾ - ¼ ln ¼)
  })

  it("is one for a collapsed codebook", () => {
    expect(codeUsage([5, 5, 5], 8)).toEqual({ used: 1, perplexity: 1 })
  })

  it("refuses a code that the codebook has not", () => {
    expect(() => codeUsage([8], 8)).toThrow("code 8 is not one of the 8 of this codebook")
  })
})
