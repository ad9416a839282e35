/** Exact nearest neighbours. */
import { DistanceKernel } from "./distance-kernel.ts"
import { groupBoxes, squaredGap } from "./group-boxes.ts"
import { groupOrder } from "./group-order.ts"
import { type Matrix, takeRows } from "./matrix.ts"

/**
 * The nearest rows of every row.
 * Shapes: both [row, neighbour], nearest first, the smaller index first when equally far.
 */
export interface Neighbours {
  readonly count: number
  readonly indices: Int32Array
  readonly distances: Float64Array
}

const fewColumns = 5 // up to which most groups can be ruled out
const group = 64

/** The nearest rows seen so far. */
class Nearest {
  readonly distances: Float64Array
  readonly ids: Int32Array
  private size = 0
  /** Squared distance beyond which nothing is taken. */
  worst = Infinity

  constructor(count: number) {
    this.distances = new Float64Array(count)
    this.ids = new Int32Array(count)
  }

  clear(): void {
    this.size = 0
    this.worst = Infinity
  }

  /** Takes row `id` in unless enough are nearer, or as near and before it. */
  offer(distance: number, id: number): void {
    const { distances, ids } = this
    const count = ids.length
    const isAfter = (slot: number): boolean =>
      distances[slot]! > distance || (distances[slot] === distance && ids[slot]! > id)
    if (this.size === count && !isAfter(count - 1)) return
    let slot = this.size < count ? this.size++ : count - 1
    for (; slot > 0 && isAfter(slot - 1); slot--) {
      distances[slot] = distances[slot - 1]!
      ids[slot] = ids[slot - 1]!
    }
    distances[slot] = distance
    ids[slot] = id
    if (this.size === count) this.worst = distances[count - 1]!
  }
}

/** Offers all other rows, row after row. */
const searchAll = ({ cols, data, rows }: Matrix, nearest: Nearest, found: (row: number) => void): void => {
  const kernel = new DistanceKernel({ cols, rows, columns: rows })
  kernel.setRows(data, 0, rows)
  kernel.setColumns(data, 0, rows)
  const { distances } = kernel
  for (let i = 0; i < rows; i++) {
    kernel.measure(i, 0, rows)
    nearest.clear()
    for (let j = 0; j < rows; j++) if (distances[j]! < nearest.worst && j !== i) nearest.offer(distances[j]!, j)
    found(i)
  }
}

/** Offers groups of rows near in space, the nearest groups first, until the rest are too far. */
const searchGroups = (x: Matrix, nearest: Nearest, found: (row: number) => void): void => {
  const { cols, rows } = x
  const order = groupOrder(x, group)
  const sorted = takeRows(x, order)
  const boxes = groupBoxes(sorted, group)
  const kernel = new DistanceKernel({ cols, rows, columns: rows })
  kernel.setRows(sorted.data, 0, rows)
  kernel.setColumns(sorted.data, 0, rows)
  const { distances } = kernel
  const gaps = new Float64Array(boxes.groups)
  const others = Int32Array.from(gaps.keys())
  const search = (i: number): void => {
    nearest.clear()
    for (const other of others) {
      if (gaps[other]! > nearest.worst) break
      const [from, to] = [other * group, Math.min(rows, (other + 1) * group)]
      kernel.measure(i, from, to)
      for (let j = from; j < to; j++) {
        if (distances[j]! <= nearest.worst && j !== i) nearest.offer(distances[j]!, order[j]!)
      }
    }
    found(order[i]!)
  }
  for (let own = 0; own < boxes.groups; own++) {
    for (let other = 0; other < boxes.groups; other++) gaps[other] = squaredGap(boxes, own, other)
    others.sort((a, b) => gaps[a]! - gaps[b]! || a - b)
    for (let i = own * group; i < Math.min(rows, (own + 1) * group); i++) search(i)
  }
}

/**
 * The `count` rows nearest to every row by Euclidean distance, itself left out. All pairs are compared where there are
 * more than five columns: trees win nothing at the dimensions of audio features.
 *
 * Shapes: `x` [row, feature], finite. Throws a RangeError when there are not that many other rows.
 *
 * @example
 * ```ts
 * import { matrix, nearestNeighbours } from "partita/math"
 * const { indices, distances } = nearestNeighbours(matrix([[0, 0], [3, 4], [3, 5]]), 1)
 * indices // → [1, 2, 1]
 * distances // → [5, 1, 1]
 * ```
 */
export const nearestNeighbours = (x: Matrix, count: number): Neighbours => {
  const { cols, rows } = x
  if (count < 1 || count >= rows) {
    throw new RangeError(`${count} neighbours of each of ${rows} rows; ask for 1 to ${rows - 1}`)
  }
  const indices = new Int32Array(rows * count)
  const distances = new Float64Array(rows * count)
  const nearest = new Nearest(count)
  const search = cols <= fewColumns ? searchGroups : searchAll
  search(x, nearest, (row) => {
    indices.set(nearest.ids, row * count)
    for (let k = 0; k < count; k++) distances[row * count + k] = Math.sqrt(nearest.distances[k]!)
  })
  return { count, indices, distances }
}
