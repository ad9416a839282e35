/** Rows in an order that keeps near ones together. Source: Bentley 1975, Multidimensional binary search trees. */
import type { Matrix } from "./matrix.ts"

const most = 8 // columns looked at: the liveliest come first

/** Rearranges `order[from … to)` so that the values at `middle` and before it are no larger than those after. Hoare 1961. */
const select = (order: Int32Array, values: Float64Array, from: number, to: number, middle: number): void => {
  let low = from
  let high = to - 1
  while (low < high) {
    const pivot = values[order[(low + high) >> 1]!]!
    let i = low
    let j = high
    while (i <= j) {
      while (values[order[i]!]! < pivot) i++
      while (values[order[j]!]! > pivot) j--
      if (i > j) break
      const swap = order[i]!
      order[i++] = order[j]!
      order[j--] = swap
    }
    if (middle <= j) high = j
    else if (middle >= i) low = i
    else return
  }
}

/**
 * Halves the rows at the median of the column that spreads most, and the halves again, until `size` are left; all groups
 * but the last are full. Shapes: `x` [row, column], its liveliest columns first → [row].
 */
export const groupOrder = (x: Matrix, size: number): Int32Array => {
  const { cols, data, rows } = x
  const columns = Array.from(
    { length: Math.min(most, cols) },
    (_, j) => Float64Array.from({ length: rows }, (_, i) => data[i * cols + j]!)
  )
  const order = Int32Array.from({ length: rows }, (_, i) => i)
  const spread = (values: Float64Array, from: number, to: number): number => {
    let least = Infinity
    let greatest = -Infinity
    for (let at = from; at < to; at++) {
      const value = values[order[at]!]!
      if (value < least) least = value
      if (value > greatest) greatest = value
    }
    return greatest - least
  }
  const halve = (from: number, to: number): void => {
    const groups = Math.ceil((to - from) / size)
    if (groups < 2) return
    const spreads = columns.map((values) => spread(values, from, to))
    const widest = spreads.reduce((best, value, j) => value > spreads[best]! ? j : best, 0)
    const middle = from + size * (groups >> 1)
    select(order, columns[widest]!, from, to, middle)
    halve(from, middle)
    halve(middle, to)
  }
  halve(0, rows)
  return order
}
