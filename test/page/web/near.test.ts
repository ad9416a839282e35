import { expect, it } from "vitest"
import { ahead, gridOf, nearest, within } from "../../../src/page/web/near.ts"

const all = () => true

/** Places in clumps of uneven density, the same every time. */
const clumps = (count: number): Float32Array => {
  const places = new Float32Array(2 * count)
  let state = 12_345
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
  for (let i = 0; i < count; i++) {
    const spread = i % 7 === 0 ? 2 : 0.1
    places[2 * i] = Math.max(-1, Math.min(1, (i % 3 - 1) / 2 + spread * (next() - 0.5)))
    places[2 * i + 1] = Math.max(-1, Math.min(1, (i % 5 - 2) / 3 + spread * (next() - 0.5)))
  }
  return places
}

const byHand = (places: Float32Array, x: number, y: number, reach: number): Array<number> =>
  Array.from({ length: places.length / 2 }, (_, i) => i)
    .map((i) => ({ i, away: Math.hypot(places[2 * i]! - x, places[2 * i + 1]! - y) }))
    .filter(({ away, i }) => away <= reach && i % 4 !== 0)
    .sort((a, b) => a.away - b.away || a.i - b.i)
    .map(({ i }) => i)

it("the nearest points are those that looking at every point finds, within reach and outside the map too", () => {
  const places = clumps(3000)
  const grid = gridOf(places)
  const asked = [[0, 0, Infinity], [0.9, -0.9, Infinity], [-3, 2, Infinity], [0.2, 0.3, 0.05], [5, 5, 0.1]] as const

  const found = asked.map(([x, y, reach]) =>
    nearest(grid, [x, y], { count: 12, reach, counts: (point) => point % 4 !== 0 })
  )

  expect(found).toEqual(asked.map(([x, y, reach]) => byHand(places, x, y, reach).slice(0, 12)))
})

it("points in one place, or a single one, are found all the same", () => {
  expect(nearest(gridOf(new Float32Array(20)), [0.5, 0.5], { count: 3, reach: Infinity, counts: all })).toEqual([
    0,
    1,
    2
  ])
  expect(nearest(gridOf(Float32Array.of(1, 1)), [-1, -1], { count: 3, reach: Infinity, counts: all })).toEqual([0])
  expect(nearest(gridOf(new Float32Array()), [0, 0], { count: 3, reach: Infinity, counts: all })).toEqual([])
})

it("a loop holds what lies in it, not what lies in the bay of its C, and never what is left out", () => {
  const grid = gridOf(Float32Array.of(-0.5, 0, 0.1, 0, 0, 0.6, 0, -0.6, 0.9, 0.9, -0.5, 0.1))
  const c = [-0.8, -0.8, 0.5, -0.8, 0.5, -0.4, -0.2, -0.4, -0.2, 0.4, 0.5, 0.4, 0.5, 0.8, -0.8, 0.8]

  expect(within(grid, c, all)).toEqual([0, 2, 3, 5])
  expect(within(grid, c, (point) => point !== 2)).toEqual([0, 3, 5])
  expect(within(grid, [0, 0, 1, 1], all)).toEqual([])
})

it("an arrow key leads to the closest point within 45 degrees, and nowhere where there is none", () => {
  const places = Float32Array.of(0, 0, 0.5, 0.4, 0.2, 0.3, -0.1, 0)

  expect([[1, 0], [0, 1], [-1, 0], [0, -1]].map(([dx, dy]) => ahead(places, 0, [dx!, dy!], all))).toEqual([1, 2, 3, 0])
})
