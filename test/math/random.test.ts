import { describe, expect, it } from "vitest"
import { philox, Random } from "../../src/math/random.ts"

const block = (counter: ReadonlyArray<number>, key: ReadonlyArray<number>): ReadonlyArray<string> => {
  const out = new Uint32Array(4)
  philox(Uint32Array.from(counter), Uint32Array.from(key), out)
  return Array.from(out, (word) => word.toString(16).padStart(8, "0"))
}

describe("philox4x32-10 against the known answers of Random123 1.14", () => {
  it("gives the published block for a zero counter and key", () => {
    expect(block([0, 0, 0, 0], [0, 0])).toEqual(["6627e8d5", "e169c58d", "bc57ac4c", "9b00dbd8"])
  })

  it("gives the published block for all ones", () => {
    const ones = 0xffffffff
    expect(block([ones, ones, ones, ones], [ones, ones])).toEqual(["408f276d", "41c83b0e", "a20bc7c6", "6d5451fd"])
  })

  it("gives the published block for the digits of pi", () => {
    const counter = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344]
    expect(block(counter, [0xa4093822, 0x299f31d0])).toEqual(["d16cfe09", "94fdcceb", "5001e420", "24126ea1"])
  })
})

describe("Random", () => {
  it("continues identically after seeking to a saved position", () => {
    const whole = new Random(7)
    for (let i = 0; i < 11; i++) whole.word()
    const resumed = new Random(7)

    resumed.seek(whole.position)

    expect([resumed.normal(), resumed.int(10), resumed.word()]).toEqual([whole.normal(), whole.int(10), whole.word()])
  })

  it("forks streams that do not depend on how far the parent has been read", () => {
    const parent = new Random(7)
    const before = parent.fork("a").uniform()

    parent.word()

    expect(parent.fork("a").uniform()).toBe(before)
    expect(parent.fork("b").uniform()).not.toBe(before)
  })

  it("draws normals with mean 0 and variance 1", () => {
    const random = new Random(1)
    const draws = Float64Array.from({ length: 100_000 }, () => random.normal())

    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length

    expect(Math.abs(mean)).toBeLessThan(0.01) // 3 standard errors of the mean
    expect(Math.abs(variance - 1)).toBeLessThan(0.0135) // 3 standard errors of the variance
  })

  it("permutes without loss", () => {
    expect([...new Random(3).permutation(50)].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i))
  })
})
