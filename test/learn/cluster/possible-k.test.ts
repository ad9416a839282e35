import { describe, expect, it } from "vitest"
import { cannotCluster } from "../../../src/learn/cluster/cannot-cluster.ts"
import { possibleK } from "../../../src/learn/cluster/possible-k.ts"
import { matrix } from "../../../src/math/matrix.ts"

const pairs = matrix([[0, 0], [0, 0], [1, 1], [1, 1], [2, 2], [2, 2]])
const asked = { k: null, kMin: 2, kMax: 5 }

describe("the number of clusters to choose from", () => {
  it("ends where no two tracks differ any more", () => {
    expect(possibleK(pairs, asked)).toEqual({ k: null, kMin: 2, kMax: 3, isLowered: false })
  })

  it("is as many as tracks differ where fewer do than the least that was asked for", () => {
    expect(possibleK(pairs, { k: null, kMin: 4, kMax: 5 })).toEqual({ k: 3, kMin: 4, kMax: 5, isLowered: true })
  })

  it("stays what it is where it is given, or where there are too few tracks at all", () => {
    expect(possibleK(pairs, { ...asked, k: 5 })).toEqual({ ...asked, k: 5, isLowered: false })
    expect(possibleK(pairs, { k: null, kMin: 6, kMax: 8 })).toEqual({ k: null, kMin: 6, kMax: 8, isLowered: false })
  })
})

it("a refusal of the mathematics names the method, the tracks and what is wrong", () => {
  const { _tag, message, problem } = cannotCluster("Ward", 1)(new RangeError("k is 2"))

  expect({ _tag, message, problem }).toEqual({
    _tag: "CannotCluster",
    message: "Ward cannot cluster 1 track: k is 2.",
    problem: "k is 2"
  })
})
