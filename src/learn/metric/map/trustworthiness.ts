/**
 * How far the neighbours in a map can be trusted to be neighbours in the data.
 * Source: Venna & Kaski 2001, Neighborhood preservation in nonlinear projection methods.
 */
import { squaredDistance } from "../../../math/distance.ts"
import type { Matrix } from "../../../math/matrix.ts"
import { nearestNeighbours } from "../../../math/nearest-neighbours.ts"

/** How many rows are nearer to row `i` than row `j` is, plus 1; the smaller index is nearer when equally far. */
const ranker = (x: Matrix): (i: number) => (j: number) => number => {
  const row = new Float64Array(x.rows)
  return (i) => {
    for (let l = 0; l < x.rows; l++) row[l] = squaredDistance(x.data, i * x.cols, x.data, l * x.cols, x.cols)
    row[i] = Infinity
    return (j) => {
      let rank = 1
      for (let l = 0; l < x.rows; l++) if (row[l]! < row[j]! || (row[l] === row[j] && l < j)) rank++
      return rank
    }
  }
}

/**
 * How far neighbours in a map are neighbours in the data: 1 − a sum over map neighbours of how far they are beyond the
 * `neighbours` nearest in the data, scaled to 0 … 1.
 *
 * Shapes: `x` [point, feature], `map` [point, 2]. Throws a RangeError unless both have the same number of points, more
 * than twice `neighbours`.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { trustworthiness } from "partita/metric"
 * const x = matrix([[0, 0], [1, 0], [5, 0], [7, 0], [11, 0]])
 * trustworthiness(x, x, 1) // → 1
 * ```
 */
export const trustworthiness = (x: Matrix, map: Matrix, neighbours: number): number => {
  const n = x.rows
  if (map.rows !== n) {
    throw new RangeError(`trustworthiness: ${n} points and a map of ${map.rows}; pass the same points`)
  }
  if (!(neighbours >= 1 && 2 * neighbours < n)) {
    throw new RangeError(`trustworthiness over ${neighbours} neighbours of ${n} points; use fewer than half the points`)
  }
  const { indices } = nearestNeighbours(map, neighbours)
  const ranksOf = ranker(x)
  let penalty = 0
  for (let i = 0; i < n; i++) {
    const rankOf = ranksOf(i)
    for (let k = i * neighbours; k < (i + 1) * neighbours; k++) penalty += Math.max(0, rankOf(indices[k]!) - neighbours)
  }
  return 1 - 2 * penalty / (n * neighbours * (2 * n - 3 * neighbours - 1))
}

/**
 * How much of the data's neighbourhoods the map keeps: trustworthiness with the two swapped. Same failures.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { continuity } from "partita/metric"
 * const x = matrix([[0, 0], [1, 0], [5, 0], [7, 0], [11, 0]])
 * continuity(x, matrix([[0, 0], [11, 0], [1, 0], [7, 0], [5, 0]]), 1) // → 0.333
 * ```
 */
export const continuity = (x: Matrix, map: Matrix, neighbours: number): number => trustworthiness(map, x, neighbours)
