import { describe, expect, it } from "vitest"
import { matrix } from "../../../src/math/matrix.ts"
import { tellingTerms } from "../../../src/music/text/telling-terms.ts"

const weights = matrix([[1, 0, 0.5], [0.8, 0, 0.5], [0, 0.6, 0.5], [0, 0, 9]])

describe("the terms that tell a group", () => {
  it("are those it uses more than the others, not those everybody uses", () => {
    const [first, second] = tellingTerms(weights, [0, 0, 1, -1], 5)

    expect(first).toEqual([{ term: 0, weight: 0.9, lift: 0.9 }])
    expect(second).toEqual([{ term: 1, weight: 0.6, lift: 0.6 }])
  })

  it("are the heaviest where there is one group only", () => {
    expect(tellingTerms(weights, [0, 0, 0, -1], 1)[0]!.map(({ term }) => term)).toEqual([0])
  })

  it("are none for a group without documents, and none without groups", () => {
    expect(tellingTerms(weights, [1, 1, 1, 1], 1)[0]).toEqual([])
    expect(tellingTerms(weights, [-1, -1, -1, -1], 1)).toEqual([])
  })
})
