import { expect, it } from "vitest"
import { neighbourhoods } from "../../../src/app/library/neighbourhoods.ts"
import { matrix } from "../../../src/math/matrix.ts"

const heap = (at: number) => Array.from({ length: 5 }, (_, i) => [at + i / 10])
const two = matrix([...heap(0), ...heap(100)])

it("a heap of tracks is one neighbourhood, with its middle first and then what is nearest", () => {
  const found = neighbourhoods(two, { size: 5, middles: [] })

  expect(found.map((rows) => rows.slice(0, 5).sort((a, b) => a - b))).toEqual([[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]])
  expect(found.map(([middle]) => middle)).toEqual([2, 7])
})

it("the middles of before come first and stay, unless one lies in the neighbourhood of another", () => {
  const found = neighbourhoods(two, { size: 5, middles: [9, 4, 8] })

  expect(found.map(([middle]) => middle)).toEqual([9, 4])
})

it("tracks far out get none of their own, and a library smaller than a list is one", () => {
  const far = matrix([...Array.from({ length: 19 }, (_, i) => [i / 100]), [1e6]])

  expect(neighbourhoods(far, { size: 19, middles: [] }).length).toBe(1)
  expect(neighbourhoods(matrix([[0], [1]]), { size: 40, middles: [] })).toEqual([[0, 1]])
  expect(neighbourhoods(matrix([[0], [1]]), { size: 1, middles: [] })).toEqual([[0], [1]])
})

it("a new neighbourhood holds at least as many tracks of its own as of others, and there are a hundred at the most", () => {
  const line = matrix(Array.from({ length: 1000 }, (_, i) => [i + i * i / 1e6]))

  const found = neighbourhoods(line, { size: 5, middles: [] })

  const seen = new Set<number>()
  const own = found.map((rows) => {
    const core = rows.slice(0, 5).filter((row) => !seen.has(row))
    for (const row of core) seen.add(row)
    return core.length
  })
  expect(found.length).toBe(100)
  expect(Math.min(...own)).toBeGreaterThanOrEqual(3)
})
