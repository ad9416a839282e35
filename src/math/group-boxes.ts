/** Boxes around groups of consecutive rows, and how far they are apart at least. */
import type { Matrix } from "./matrix.ts"

const most = 16 // columns: more hardly ever tell groups apart

/** Smallest and largest value of each group in the first columns. Shapes: [group, column]. */
export interface GroupBoxes {
  readonly groups: number
  readonly cols: number
  readonly least: Float64Array
  readonly greatest: Float64Array
}

/** Boxes of groups of `size` rows. Shapes: `x` [row, column]. */
export const groupBoxes = (x: Matrix, size: number): GroupBoxes => {
  const cols = Math.min(most, x.cols)
  const groups = Math.ceil(x.rows / size)
  const least = new Float64Array(groups * cols).fill(Infinity)
  const greatest = new Float64Array(groups * cols).fill(-Infinity)
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0, at = Math.floor(i / size) * cols; j < cols; j++, at++) {
      const value = x.data[i * x.cols + j]!
      if (value < least[at]!) least[at] = value
      if (value > greatest[at]!) greatest[at] = value
    }
  }
  return { groups, cols, least, greatest }
}

/**
 * Squared distance between two boxes: no rows of theirs are nearer, not even once rounded, when all columns of the rows
 * are summed in order.
 */
export const squaredGap = ({ cols, greatest, least }: GroupBoxes, a: number, b: number): number => {
  let sum = 0
  for (let j = 0, p = a * cols, q = b * cols; j < cols; j++, p++, q++) {
    const gap = Math.max(least[p]! - greatest[q]!, least[q]! - greatest[p]!)
    if (gap > 0) sum += gap * gap
  }
  return sum
}
