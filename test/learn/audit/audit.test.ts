import { describe, expect, it } from "vitest"
import { classBalance } from "../../../src/learn/audit/class-balance.ts"
import { confound } from "../../../src/learn/audit/confound.ts"
import { dominantGroups } from "../../../src/learn/audit/dominant-groups.ts"
import { equalKeys, exactDuplicates } from "../../../src/learn/audit/exact-duplicates.ts"
import { nearDuplicates } from "../../../src/learn/audit/near-duplicates.ts"
import { matrix } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { checkSound } from "../../../src/music/audio/check-sound.ts"

/** A table of 700 tracks × 20 features on very different scales, with planted pairs. */
const table = () => {
  const random = new Random(17)
  const rows = Array.from({ length: 700 }, () => Array.from({ length: 20 }, (_, j) => 10 ** (j % 6) * random.normal()))
  rows[650] = [...rows[3]!]
  rows[12] = [...rows[11]!]
  rows[699] = [...rows[11]!]
  rows[640] = rows[100]!.map((value, j) => value + 0.05 * 10 ** (j % 6) * random.normal())
  rows[50]![4] = NaN
  rows[51] = [...rows[50]!]
  return matrix(rows)
}

describe("duplicates", () => {
  it("that are exact are found as groups, and rows with NaN equal nothing", () => {
    expect(exactDuplicates(table())).toEqual([[3, 650], [11, 12, 699]])
  })

  it("that are near are found across blocks, nearest first, and chance pairs are not", () => {
    const found = nearDuplicates(table(), 0.2)

    expect(found.map(({ first, second }) => [first, second])).toEqual([[3, 650], [11, 12], [11, 699], [12, 699], [
      100,
      640
    ]])
    expect(found.at(-1)!.distance).toBeGreaterThan(0.02)
    expect(found.at(-1)!.distance).toBeLessThan(0.08)
  })

  it("of a table of one track are none", () => {
    expect([exactDuplicates(matrix([[1]])), nearDuplicates(matrix([[1]]), 1)]).toEqual([[], []])
  })

  it("of keys leave out those that are unknown", () => {
    expect(equalKeys(["a", null, "b", "a", null])).toEqual([[0, 3]])
  })
})

describe("a confound", () => {
  const random = new Random(4)
  const options = () => ({ permutations: 199, random: new Random(1) })
  const groups = Array.from({ length: 120 }, (_, i) => ["jazz", "metal", "pop"][i % 3]!)

  it("is found where loudness gives one label away, and the label is named", () => {
    const values = groups.map((group) => (group === "metal" ? 5 : 0) + random.normal())

    const found = confound({ values, groups }, options())!

    expect(found).toMatchObject({ telling: "metal", p: 1 / 200 })
    expect(found.etaSquared).toBeGreaterThan(0.8)
    expect(found.area).toBeGreaterThan(0.99)
  })

  it("is not found in chance", () => {
    const found = confound({ values: groups.map(() => random.normal()), groups }, options())!

    expect(found.etaSquared).toBeLessThan(0.06)
    expect(found.p).toBeGreaterThan(0.05)
    expect(found.area).toBeLessThan(0.65)
  })

  it("equals a hand calculation", () => {
    // means 2 and 5 about 3.5: 4 · 1.5² = 9 between of 9 + 4 in all
    const found = confound({ values: [1, 3, 4, 6], groups: ["a", "a", "b", "b"] }, options())!

    expect(found.etaSquared).toBeCloseTo(9 / 13, 12)
  })

  it("is undefined for one group, groups of one, and no values", () => {
    expect(confound({ values: [1, 2], groups: ["a", "a"] }, options())).toBeNull()
    expect(confound({ values: [1, 2], groups: ["a", "b"] }, options())).toBeNull()
    expect(confound({ values: [NaN, NaN, 1], groups: ["a", "b", null] }, options())).toBeNull()
  })

  it("of a constant is 0", () => {
    expect(confound({ values: [7, 7, 7, 7], groups: ["a", "a", "b", "b"] }, options())).toMatchObject({
      etaSquared: 0,
      p: 1
    })
  })
})

describe("labels", () => {
  it("are counted, and equal classes count in full", () => {
    const found = classBalance(["b", "a", null, "a", "b"])

    expect(found).toMatchObject({ labelled: 4, unlabelled: 1, majorityShare: 0.5 })
    expect(found.counts).toEqual([{ label: "a", count: 2 }, { label: "b", count: 2 }])
    expect(found.effective).toBeCloseTo(2, 12)
  })

  it("may be missing altogether", () => {
    expect(classBalance([null, null])).toMatchObject({ labelled: 0, majorityShare: null, effective: null })
  })

  it("that are one artist's are named", () => {
    const labels = ["reggae", "reggae", "reggae", "pop", "pop", "rock", null]
    const artists = ["Bob", "Bob", "Lee", "Ann", "Sue", "Max", "Bob"]

    expect(dominantGroups(labels, artists, 0.6)).toEqual([
      { label: "reggae", group: "Bob", tracks: [0, 1], share: 2 / 3 }
    ])
  })
})

describe("a sound", () => {
  const rate = 8000
  const tone = (gain: number) =>
    Float32Array.from({ length: rate }, (_, i) => Math.max(-1, Math.min(1, gain * Math.sin(i / 10))))

  it("in order is neither clipped nor silent", () => {
    const found = checkSound({ channels: [tone(0.5)], sampleRateHz: rate })

    expect(found).toMatchObject({ durationSec: 1, clippedShare: 0, silentShare: 0 })
    expect(found.loudnessDb).toBeCloseTo(20 * Math.log10(0.5 / Math.SQRT2), 1)
  })

  it("driven over full scale is clipped, and one peak at full scale is not", () => {
    const peak = tone(0.5)
    peak[100] = 1

    expect(checkSound({ channels: [tone(4)], sampleRateHz: rate }).clippedShare).toBeGreaterThan(0.7)
    expect(checkSound({ channels: [peak], sampleRateHz: rate }).clippedShare).toBe(0)
  })

  it("of nothing is silent, and half of it by half", () => {
    const half = tone(0.5).fill(0, rate / 2)

    expect(checkSound({ channels: [new Float32Array(rate)], sampleRateHz: rate })).toMatchObject({
      silentShare: 1,
      loudnessDb: -Infinity
    })
    expect(checkSound({ channels: [half, half], sampleRateHz: rate }).silentShare).toBeCloseTo(0.5, 12)
    expect(() => checkSound({ channels: [], sampleRateHz: rate })).toThrow("without samples")
  })
})
