/**
 * A smooth way from one track to another: the shortest path through the graph of nearest neighbours, as Isomap measures
 * distance along a manifold, told in as many tracks as are wanted.
 * Source: Tenenbaum, de Silva & Langford 2000, doi:10.1126/science.290.5500.2319. Steps count as their squares, so that
 * many small ones are shorter than a leap.
 */
import { squaredDistance } from "../../math/distance.ts"
import { type Matrix, takeRows } from "../../math/matrix.ts"
import { nearestNeighbours } from "../../math/nearest-neighbours.ts"
import { distancesFrom } from "./distances-from.ts"
import { shortestPath } from "./shortest-path.ts"

const fewestNeighbours = 8 // doubled until both ends are in one piece of the graph
const mostTracks = 10_000 // compared pair by pair

/** The rows through which the detour from one end to the other is shortest; both ends come first. */
const candidates = (points: Matrix, from: number, to: number, copies: ReadonlyArray<string>): ReadonlyArray<number> => {
  const [there, back] = [distancesFrom(points, from), distancesFrom(points, to)]
  const detour = there.map((distance, row) => distance + back[row]!)
  const taken = new Set([copies[from]!, copies[to]!].filter((copy) => copy !== ""))
  const others = Array.from(detour.keys()).filter((row) => row !== from && row !== to)
    .sort((a, b) => detour[a]! - detour[b]! || a - b)
    .filter((row) => {
      const copy = copies[row]!
      if (copy === "") return true
      return !taken.has(copy) && taken.add(copy).has(copy)
    })
  return [from, to, ...others.slice(0, mostTracks - 2)]
}

/** Neighbours of every row, either way. */
const graphOf = (x: Matrix, neighbours: number): ReadonlyArray<ReadonlyMap<number, number>> => {
  const { count, distances, indices } = nearestNeighbours(x, neighbours)
  const graph = Array.from({ length: x.rows }, () => new Map<number, number>())
  for (let row = 0; row < x.rows; row++) {
    for (let k = row * count; k < (row + 1) * count; k++) {
      const squared = distances[k]! ** 2
      graph[row]!.set(indices[k]!, squared)
      graph[indices[k]!]!.set(row, squared)
    }
  }
  return graph
}

/** `count` points along a path of rows, equally far apart along it, its ends left out. Shapes: [point, axis]. */
const pointsAlong = (
  { cols, data }: Matrix,
  path: ReadonlyArray<number>,
  count: number
): ReadonlyArray<Float64Array> => {
  const steps = path.slice(1).map((row, i) => Math.sqrt(squaredDistance(data, row * cols, data, path[i]! * cols, cols)))
  const total = steps.reduce((sum, step) => sum + step, 0)
  return Array.from({ length: count }, (_, i) => {
    let left = total * (i + 1) / (count + 1)
    let at = 0
    while (at < steps.length - 1 && left > steps[at]!) left -= steps[at++]!
    const share = steps[at] === 0 ? 0 : Math.min(1, left / steps[at]!)
    const [a, b] = [path[at]! * cols, path[at + 1]! * cols]
    return Float64Array.from({ length: cols }, (__, j) => data[a + j]! + share * (data[b + j]! - data[a + j]!))
  })
}

/** The row nearest to each point in turn, none twice; fewer where the rows come to an end. */
const rowsAlong = ({ cols, data, rows }: Matrix, targets: ReadonlyArray<Float64Array>): ReadonlyArray<number> => {
  const free = new Set(Array.from({ length: rows }, (_, row) => row).slice(2))
  return targets.slice(0, free.size).map((target) => {
    let [nearest, least] = [-1, Infinity]
    for (const row of free) {
      const squared = squaredDistance(data, row * cols, target, 0, cols)
      if (squared < least) [nearest, least] = [row, squared]
    }
    free.delete(nearest)
    return nearest
  })
}

/** The same rows with crossings undone: stretches are turned round while that shortens the way. Source: Croes 1958, 2-opt. */
const untangled = ({ cols, data }: Matrix, given: ReadonlyArray<number>): ReadonlyArray<number> => {
  const way = [...given]
  const step = (a: number, b: number): number => squaredDistance(data, way[a]! * cols, data, way[b]! * cols, cols)
  for (let isShorter = true; isShorter;) {
    isShorter = false
    for (let i = 1; i < way.length - 2; i++) {
      for (let j = i + 1; j < way.length - 1; j++) {
        const gain = step(i - 1, i) + step(j, j + 1) - step(i - 1, j) - step(i, j + 1)
        if (gain <= 1e-9 * step(i - 1, i)) continue // rounding must not turn it for ever
        way.splice(i, j - i + 1, ...way.slice(i, j + 1).reverse())
        isShorter = true
      }
    }
  }
  return way
}

/**
 * Rows of `count` tracks from one to another, both of them included, none twice; fewer where the library has fewer. Of
 * recordings that are there more than once, by equal `copies`, one is taken.
 * Shapes: `points` [track, axis]. Throws a RangeError for fewer than two tracks, or one that is both ends.
 */
export const wayBetween = (
  points: Matrix,
  { copies, count, from, to }: {
    readonly from: number
    readonly to: number
    readonly count: number
    readonly copies: ReadonlyArray<string>
  }
): ReadonlyArray<number> => {
  if (count < 2 || from === to) throw new RangeError("a way has two ends")
  const rows = candidates(points, from, to, copies)
  if (rows.length === 2) return rows
  const x = takeRows(points, rows)
  let path: ReadonlyArray<number> | undefined
  for (let k = Math.min(fewestNeighbours, x.rows - 1); path === undefined; k = Math.min(2 * k, x.rows - 1)) {
    path = shortestPath(graphOf(x, k), 0, 1)
  }
  const between = rowsAlong(x, pointsAlong(x, path, count - 2))
  return untangled(x, [0, ...between, 1]).map((row) => rows[row]!)
}
