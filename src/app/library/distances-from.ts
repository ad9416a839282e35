/** How far tracks are from one of them. */
import { squaredDistance } from "../../math/distance.ts"
import type { Matrix } from "../../math/matrix.ts"

/** A row of a library and how far it is. */
export interface Neighbour {
  readonly row: number
  readonly distance: number
}

/** Euclidean distance of two rows. Shapes: `points` [row, axis]. */
export const distanceBetween = ({ cols, data }: Matrix, a: number, b: number): number =>
  Math.sqrt(squaredDistance(data, a * cols, data, b * cols, cols))

/** Euclidean distances of all rows from one. Shapes: `points` [row, axis] → [row]. */
export const distancesFrom = (points: Matrix, from: number): Float64Array =>
  Float64Array.from({ length: points.rows }, (_, row) => distanceBetween(points, row, from))

/**
 * The `count` rows nearest to one, itself left out, the smaller row first when equally far. A recording that is there
 * more than once, by equal `copies`, counts once; empty texts are copies of nothing.
 */
export const nearestTo = (
  points: Matrix,
  from: number,
  { copies, count }: { readonly copies: ReadonlyArray<string>; readonly count: number }
): ReadonlyArray<Neighbour> => {
  const distances = distancesFrom(points, from)
  const seen = new Set([copies[from]!])
  const found: Array<Neighbour> = []
  const order = Int32Array.from(distances.keys()).sort((a, b) => distances[a]! - distances[b]! || a - b)
  for (const row of order) {
    const copy = copies[row]!
    if (found.length === count) break
    if (row === from || (copy !== "" && seen.has(copy))) continue
    seen.add(copy)
    found.push({ row, distance: distances[row]! })
  }
  return found
}
