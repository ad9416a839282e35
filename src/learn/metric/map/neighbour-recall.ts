import type { Matrix } from "../../../math/matrix.ts"
import { nearestNeighbours } from "../../../math/nearest-neighbours.ts"

/**
 * Mean share of each point's nearest neighbours in the data that are among its nearest in the map, 0 … 1.
 *
 * Shapes: `x` [point, feature], `map` [point, 2]. Throws a RangeError unless both have the same number of points, more
 * than `neighbours`. Source: Lee & Verleysen 2009, Quality assessment of dimensionality reduction.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { neighbourRecall } from "partita/metric"
 * const x = matrix([[0, 0], [1, 0], [5, 0], [7, 0]])
 * neighbourRecall(x, x, 1) // → 1
 * ```
 */
export const neighbourRecall = (x: Matrix, map: Matrix, neighbours: number): number => {
  if (map.rows !== x.rows) {
    throw new RangeError(`neighbour recall: ${x.rows} points and a map of ${map.rows}; pass the same points`)
  }
  const inData = nearestNeighbours(x, neighbours).indices
  const inMap = nearestNeighbours(map, neighbours).indices
  let kept = 0
  for (let from = 0; from < inData.length; from += neighbours) {
    const found = new Set(inMap.subarray(from, from + neighbours))
    for (const index of inData.subarray(from, from + neighbours)) if (found.has(index)) kept++
  }
  return kept / inData.length
}
