/** How far the best entry of a column is ahead of the next. */
import type { Matrix } from "../../../math/matrix.ts"

/** Largest minus second largest entry of column `j`; the largest itself where there is one row. */
export const columnGap = (m: Matrix, j: number): number => {
  let best = -Infinity
  let next = m.rows === 1 ? 0 : -Infinity
  for (let i = 0; i < m.rows; i++) {
    const value = m.data[i * m.cols + j]!
    if (value > best) {
      if (m.rows > 1) next = best
      best = value
    } else next = Math.max(next, value)
  }
  return best - next
}
