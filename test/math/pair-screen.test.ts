import { describe, expect, it } from "vitest"
import { type Matrix, zeros } from "../../src/math/matrix.ts"
import { PairScreen } from "../../src/math/pair-screen.ts"
import { Random } from "../../src/math/random.ts"

const normals = (rows: number, cols: number, scale = 1): Matrix => {
  const random = new Random(rows * cols)
  const m = zeros(rows, cols)
  for (let at = 0; at < m.data.length; at++) m.data[at] = random.normal() * scale
  return m
}

const distance = ({ cols, data }: Matrix, a: number, b: number): number => {
  let sum = 0
  for (let j = 0; j < cols; j++) sum += (data[a * cols + j]! - data[b * cols + j]!) ** 2
  return Math.sqrt(sum)
}

interface Screened {
  readonly all: ReadonlySet<string>
  readonly certain: ReadonlySet<string>
}

const screened = (x: Matrix, radius: number): Screened => {
  const all = new Set<string>()
  const certain = new Set<string>()
  const screen = new PairScreen(x, radius)
  const groups = Math.ceil(x.rows / PairScreen.group)
  for (let a = 0; a < groups; a++) {
    for (let b = a; b < groups; b++) {
      screen.visitPairs(a, b, (i, j, isCertain) => {
        all.add(`${i} ${j}`)
        if (isCertain) certain.add(`${i} ${j}`)
      })
    }
  }
  return { all, certain }
}

const near = (x: Matrix, radius: number): ReadonlySet<string> => {
  const pairs = new Set<string>()
  for (let a = 0; a < x.rows; a++) {
    for (let b = a + 1; b < x.rows; b++) if (distance(x, a, b) <= radius) pairs.add(`${a} ${b}`)
  }
  return pairs
}

describe("PairScreen", () => {
  it.each([[1, 1], [17, 3], [64, 8], [65, 9], [150, 57]])(
    "misses no pair of %i rows of %i numbers, and is certain of none that is too far",
    (rows, cols) => {
      const x = normals(rows, cols)
      const radius = 0.9 * Math.sqrt(2 * cols)

      const { all, certain } = screened(x, radius)

      const expected = near(x, radius)
      expect([...expected].filter((pair) => !all.has(pair))).toEqual([])
      expect([...certain].filter((pair) => !expected.has(pair))).toEqual([])
      expect(all.size).toBe(expected.size) // no distance lies within rounding of the radius here
    }
  )

  it("is not certain of distances that single precision cannot tell from the radius", () => {
    const x = { rows: 3, cols: 1, data: Float64Array.of(0, 1, 1 + 1e-12) }

    const { all, certain } = screened(x, 1)

    expect([...all].sort()).toEqual(["0 1", "0 2", "1 2"])
    expect([...certain]).toEqual(["1 2"])
  })

  it("neither overflows nor underflows, and takes a radius beyond everything", () => {
    const [huge, tiny] = [normals(20, 3, 1e300), normals(20, 3, 1e-300)]

    expect(screened(huge, 1e301).all.size).toBe(190)
    expect(screened(tiny, 1e-301).all.size).toBeGreaterThanOrEqual(near(tiny, 1e-301).size)
    expect(screened(normals(20, 3), 1e9).certain.size).toBe(190)
    expect(screened(zeros(20, 3), 1).certain.size).toBe(190)
  })
})
