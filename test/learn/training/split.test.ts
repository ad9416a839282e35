import { describe, expect, it } from "vitest"
import { splitRows } from "../../../src/learn/training/split.ts"
import { Random } from "../../../src/math/random.ts"

const ascending = (values: Iterable<number>): ReadonlyArray<number> => [...values].sort((a, b) => a - b)

/** One name per track: `sizes[i]` tracks of group i, dealt out in turn so that no group lies together. */
const dealt = (sizes: ReadonlyArray<number>): ReadonlyArray<string> =>
  Array.from(
    { length: Math.max(...sizes) },
    (_, round) => sizes.flatMap((size, i) => round < size ? [`artist ${i}`] : [])
  ).flat()

const split = (groups: ReadonlyArray<string | null>, share: number, seed = 1) =>
  splitRows({ rows: groups.length, groups }, share, new Random(seed))

/** How far from `target` the best sum of some but not all sizes is, by trying them all. */
const nearest = (sizes: ReadonlyArray<number>, target: number): number =>
  Math.min(
    ...Array.from({ length: 2 ** sizes.length - 2 }, (_, i) =>
      Math.abs(sizes.reduce((sum, size, place) => sum + ((i + 1) >> place & 1) * size, 0) - target))
  )

const heldSizes = (groups: ReadonlyArray<string>, share: number) =>
  Array.from({ length: 20 }, (_, seed) => split(groups, share, seed).validation.length)

describe("a split of tracks without groups", () => {
  it("holds out the share asked for and overlaps nowhere", () => {
    const { train, validation } = splitRows({ rows: 10, groups: null }, 0.25, new Random(1))

    expect(validation).toHaveLength(2)
    expect(ascending([...train, ...validation])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it("leaves a row to learn from even when asked for all", () => {
    expect(splitRows({ rows: 3, groups: null }, 1, new Random(1)).train).toHaveLength(1)
  })

  it("holds out nothing when asked for nothing", () => {
    expect(splitRows({ rows: 3, groups: null }, 0, new Random(1)).validation).toHaveLength(0)
  })
})

describe("a split by group", () => {
  it("never cuts a group in two", () => {
    const groups = dealt([7, 3, 9, 1, 5, 4, 2, 8, 6, 5])

    const { train, validation } = split(groups, 0.3)

    const learnt = new Set([...train].map((row) => groups[row]))
    expect([...validation].filter((row) => learnt.has(groups[row]))).toEqual([])
    expect(ascending([...train, ...validation])).toEqual(groups.map((_, row) => row))
  })

  it("meets the share exactly where some groups add up to it, whatever the seed", () => {
    expect(new Set(heldSizes(dealt([7, 3, 9, 1, 5, 4, 2, 8, 6, 5]), 0.3))).toEqual(new Set([15]))
  })

  it("comes as near as the groups allow: 12 of 30 when only 12 and 18 can be had for 14", () => {
    expect(new Set(heldSizes(dealt([6, 6, 6, 6, 6]), 14 / 30))).toEqual(new Set([12]))
  })

  it("comes as near as trying every choice of groups does", () => {
    const random = new Random(8)
    const found = Array.from({ length: 60 }, () => {
      const sizes = Array.from({ length: 2 + random.int(7) }, () => 1 + random.int(12))
      const total = sizes.reduce((sum, size) => sum + size, 0)
      const target = 1 + random.int(total - 1)
      const held = split(dealt(sizes), (target + 0.5) / total).validation.length
      return Math.abs(held - target) - nearest(sizes, target)
    })

    expect(new Set(found)).toEqual(new Set([0]))
  })

  it("holds out a group that is far too large rather than none", () => {
    expect(split(dealt([50, 50]), 0.1).validation).toHaveLength(50)
  })

  it("always leaves a group to learn from", () => {
    expect(split(dealt([1, 9]), 0.9).train).toHaveLength(1)
  })

  it("is the same for one seed and another for another", () => {
    const groups = dealt(Array.from({ length: 40 }, (_, i) => 1 + i % 5))

    expect(split(groups, 0.2, 3)).toEqual(split(groups, 0.2, 3))
    expect(split(groups, 0.2, 3)).not.toEqual(split(groups, 0.2, 4))
  })

  it("lets tracks without a group stand alone", () => {
    const { validation } = split([null, "a", "a", "a", "a", "a", "a", "a", "a", null], 0.2)

    expect([...validation]).toEqual([0, 9])
  })

  it("of 20,000 tracks of 3,000 artists takes less than a second", () => {
    const groups = Array.from({ length: 20_000 }, (_, i) => `artist ${(i * i) % 3001}`)

    expect(split(groups, 0.1).validation).toHaveLength(2000)
  }, 1000)

  it("is refused with a way out when one group holds every track", () => {
    expect(() => split(dealt([12]), 0.2)).toThrow(
      "all 12 tracks are of the group \"artist 0\", so none can be held out; set validationShare to 0 or group the "
        + "tracks by something finer"
    )
  })
})
