/** Exact nearest neighbours. */
import { DistanceKernel } from "./distance-kernel.ts"
import type { Matrix } from "./matrix.ts"

/** Shapes: both [row, neighbour], nearest first, the smaller index first when equally far. */
export interface Neighbours {
  readonly count: number
  readonly indices: Int32Array
  readonly distances: Float64Array
}

/**
 * The `count` rows nearest to every row by Euclidean distance, itself left out. All pairs are compared: trees win
 * nothing at the dimensions of audio features.
 *
 * Shapes: `x` [row, feature]. Throws a RangeError when there are not that many other rows.
 */
export const nearestNeighbours = (x: Matrix, count: number): Neighbours => {
  const { cols, data, rows } = x
  if (count < 1 || count >= rows) {
    throw new RangeError(`${count} neighbours of each of ${rows} rows; ask for 1 to ${rows - 1}`)
  }
  const indices = new Int32Array(rows * count)
  const distances = new Float64Array(rows * count)
  const kept = new Float64Array(count)
  const ids = new Int32Array(count)
  const kernel = new DistanceKernel({ cols, rows, columns: rows })
  kernel.setRows(data, 0, rows)
  kernel.setColumns(data, 0, rows)
  for (let i = 0; i < rows; i++) {
    kernel.measure(i, 0, rows)
    let size = 0
    let worst = Infinity
    for (let j = 0; j < rows; j++) {
      if (j === i) continue
      const distance = kernel.distances[j]!
      if (distance >= worst) continue
      let slot = size < count ? size++ : count - 1
      for (; slot > 0 && kept[slot - 1]! > distance; slot--) {
        kept[slot] = kept[slot - 1]!
        ids[slot] = ids[slot - 1]!
      }
      kept[slot] = distance
      ids[slot] = j
      if (size === count) worst = kept[count - 1]!
    }
    indices.set(ids, i * count)
    for (let k = 0; k < count; k++) distances[i * count + k] = Math.sqrt(kept[k]!)
  }
  return { count, indices, distances }
}
