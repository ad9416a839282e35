import { describe, expect, it } from "vitest"
import { distanceBetween, nearestTo } from "../../../src/app/library/distances-from.ts"
import { shortestPath } from "../../../src/app/library/shortest-path.ts"
import { wayBetween } from "../../../src/app/library/way-between.ts"
import { matrix } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"

const ring = matrix(Array.from({ length: 60 }, (_, i) => [Math.cos(i * Math.PI / 30), Math.sin(i * Math.PI / 30)]))
const distinct = (rows: number) => Array.from({ length: rows }, (_, i) => `d${i}`)
const longest = (points: typeof ring, way: ReadonlyArray<number>) =>
  Math.max(...way.slice(1).map((row, i) => distanceBetween(points, way[i]!, row)))

describe("wayBetween", () => {
  it("follows the tracks round a ring instead of leaping across it", () => {
    const way = wayBetween(ring, { from: 0, to: 28, count: 8, copies: distinct(60) })

    expect(way).toEqual([0, 4, 8, 12, 16, 20, 24, 28])
  })

  it("has as many tracks as are wanted, none twice, where the path has fewer, in steps below the direct one", () => {
    const random = new Random(5)
    const cloud = matrix(Array.from({ length: 300 }, () => [random.normal(), random.normal(), random.normal()]))

    const way = wayBetween(cloud, { from: 3, to: 4, count: 20, copies: distinct(300) })

    expect([way.length, new Set(way).size, way[0], way.at(-1)]).toEqual([20, 20, 3, 4])
    expect(longest(cloud, way)).toBeLessThan(distanceBetween(cloud, 3, 4))
  })

  it("crosses between islands, and takes all there is of a small library", () => {
    const islands = matrix([
      ...Array.from({ length: 20 }, (_, i) => [i / 100, 0]),
      ...Array.from({ length: 20 }, (_, i) => [9 + i / 100, 0])
    ])

    const way = wayBetween(islands, { from: 0, to: 39, count: 60, copies: distinct(40) })

    expect(way).toEqual(Array.from({ length: 40 }, (_, i) => i))
    expect(wayBetween(matrix([[0], [1]]), { from: 1, to: 0, count: 5, copies: ["a", "b"] })).toEqual([1, 0])
  })

  it("ends on tracks that lie on one another, and passes by further copies of a recording", () => {
    const same = matrix([[0], [0], [0], [0]])

    expect(wayBetween(same, { from: 0, to: 3, count: 4, copies: ["a", "b", "b", "d"] })).toEqual([0, 1, 3])
  })
})

it("shortestPath takes many cheap edges before one dear, and finds none between pieces", () => {
  const graph = [[[1, 1], [2, 5]], [[2, 1]], [], [[0, 1]]].map((edges) => new Map(edges as Array<[number, number]>))

  expect(shortestPath(graph, 0, 2)).toEqual([0, 1, 2])
  expect(shortestPath(graph, 0, 3)).toBeUndefined()
})

it("nearestTo leaves out the track itself and its copies, and lists another recording once", () => {
  const points = matrix([[0], [0], [1], [1], [3]])

  const near = nearestTo(points, 0, { copies: ["a", "a", "b", "b", ""], count: 9 })

  expect(near).toEqual([{ row: 2, distance: 1 }, { row: 4, distance: 3 }])
})
