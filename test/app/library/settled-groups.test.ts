import { expect, it } from "vitest"
import { goingOn, settledGroups } from "../../../src/app/library/settled-groups.ts"
import { matrix } from "../../../src/math/matrix.ts"

const last = [
  { file: "01 low.m3u8", name: "low", rows: [0, 1] },
  { file: "02 high.m3u8", name: "high", rows: [5, 4] }
]

it("tracks of no list join the one that most of their nearest are in, the nearer of two, and those of a list stay where they went", () => {
  const points = matrix([[0], [99], [1], [8], [9], [10], [50]])

  const groups = settledGroups(points, last, [0, 1, 2, 3, 4, 5])

  expect(groups.map(({ name, rows }) => [name, [...rows].sort((a, b) => a - b)])).toEqual([
    ["low", [0, 1, 2]],
    ["high", [3, 4, 5]]
  ])
})

it("counts the lists of which a run's clusters keep most", () => {
  const groups = [[0, 1, 2], [3], [4, 5]].map((rows) => ({ number: null, name: "", rows }))

  expect([goingOn(groups, last), goingOn(groups.slice(1), last)]).toEqual([2, 1])
})
