/** Products of dense matrices. */
import { type Matrix, zeros } from "./matrix.ts"
import { RowSums } from "./row-sums.ts"

const blockRows = 64 // of at most a few hundred columns: stays in the processor's second cache

/** YᵀY. Shapes: `y` [n, l] → [l, l], symmetric. */
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

/** Y · m. Shapes: [n, l] · [l, k] → [n, k]. Throws a RangeError when they do not fit. */
export const multiply = (y: Matrix, m: Matrix): Matrix => {
  if (y.cols !== m.rows) throw new RangeError(`${y.rows} × ${y.cols} cannot multiply ${m.rows} × ${m.cols}`)
  const out = zeros(y.rows, m.cols)
  const kernel = new RowSums({ rows: m.rows, cols: m.cols, terms: m.rows, sums: 1 })
  kernel.setRows(m, 0, m.rows)
  for (let term = 0; term < m.rows; term++) kernel.setTerm(term, term)
  for (let i = 0; i < y.rows; i++) {
    kernel.factors.set(y.data.subarray(i * y.cols, (i + 1) * y.cols))
    kernel.add(m.rows, 0, 0)
    kernel.take(0, out.data, i * m.cols)
  }
  return out
}

/** The matrix with rows and columns exchanged. */
export const transpose = (m: Matrix): Matrix => {
  const out = zeros(m.cols, m.rows)
  for (let i = 0; i < m.rows; i++) for (let j = 0; j < m.cols; j++) out.data[j * m.rows + i] = m.data[i * m.cols + j]!
  return out
}
