/** Products of dense matrices. */
import { type Matrix, zeros } from "./matrix.ts"
import { RowSums } from "./row-sums.ts"

const blockRows = 64 // of at most a few hundred columns: stays in the processor's second cache

/**
 * The products YᵀY of all columns with each other. Shapes: `y` [n, l] → [l, l], symmetric.
 *
 * @example
 * ```ts
 * import { gramMatrix, matrix } from "partita/math"
 * gramMatrix(matrix([[1, 2], [3, 4]])).data // → [10, 14, 14, 20]
 * ```
 */
export const gramMatrix = (y: Matrix): Matrix => {
  const { cols: l, data, rows } = y
  const kernel = new RowSums({ rows: blockRows, cols: l, terms: blockRows, sums: l })
  for (let term = 0; term < blockRows; term++) kernel.setTerm(term, term)
  for (let first = 0; first < rows; first += blockRows) {
    const count = Math.min(blockRows, rows - first)
    kernel.setRows(y, first, count)
    for (let i = 0; i < l; i++) {
      for (let r = 0; r < count; r++) kernel.factors[r] = data[(first + r) * l + i]!
      kernel.add(count, i, i)
    }
  }
  const out = zeros(l, l)
  for (let i = 0; i < l; i++) kernel.take(i, out.data, i * l)
  for (let i = 0; i < l; i++) for (let j = 0; j < i; j++) out.data[i * l + j] = out.data[j * l + i]!
  return out
}

const blockFactors = 2 ** 16 // of the left matrix, copied together

/**
 * The product Y · m of two matrices. Shapes: [n, l] · [l, k] → [n, k]. Throws a RangeError when they do not fit.
 *
 * @example
 * ```ts
 * import { matrix, multiply } from "partita/math"
 * multiply(matrix([[1, 2], [3, 4]]), matrix([[1], [10]])).data // → [21, 43]
 * ```
 */
export const multiply = (y: Matrix, m: Matrix): Matrix => {
  if (y.cols !== m.rows) throw new RangeError(`${y.rows} × ${y.cols} cannot multiply ${m.rows} × ${m.cols}`)
  const l = m.rows
  const out = zeros(y.rows, m.cols)
  const most = Math.min(y.rows, Math.max(1, Math.floor(blockFactors / Math.max(1, l))))
  const kernel = new RowSums({ rows: l, cols: m.cols, terms: most * l, sums: most })
  kernel.setRows(m, 0, l)
  for (let term = 0; term < l; term++) kernel.setTerm(term, term)
  for (let first = 0; first < y.rows; first += most) {
    const count = Math.min(most, y.rows - first)
    kernel.factors.set(y.data.subarray(first * l, (first + count) * l))
    for (let i = 0; i < count; i++) kernel.addToSum(i, 0, l, i * l)
    kernel.takeSums(out, first, count)
  }
  return out
}

/**
 * The matrix with rows and columns exchanged.
 *
 * @example
 * ```ts
 * import { matrix, transpose } from "partita/math"
 * transpose(matrix([[1, 2, 3], [4, 5, 6]])).data // → [1, 4, 2, 5, 3, 6]
 * ```
 */
export const transpose = (m: Matrix): Matrix => {
  const out = zeros(m.cols, m.rows)
  for (let i = 0; i < m.rows; i++) for (let j = 0; j < m.cols; j++) out.data[j * m.rows + i] = m.data[i * m.cols + j]!
  return out
}
