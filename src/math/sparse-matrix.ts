/** Sparse matrices, row after row (CSR), and their products with dense ones. */
import { type Matrix, zeros } from "./matrix.ts"
import { RowSums } from "./row-sums.ts"

/** Row i holds `values[k]` at `columns[k]`, ascending, for `starts[i]` ≤ k < `starts[i + 1]`; all else is 0. */
export interface SparseMatrix {
  readonly rows: number
  readonly cols: number
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly values: Float64Array
}

/** A · b. Shapes: [n, m] · [m, l] → [n, l]. Throws a RangeError when they do not fit. */
export const multiplySparse = (a: SparseMatrix, b: Matrix): Matrix => {
  if (b.rows !== a.cols) throw new RangeError(`${a.rows} × ${a.cols} cannot multiply ${b.rows} × ${b.cols}`)
  const out = zeros(a.rows, b.cols)
  let terms = 0
  for (let i = 0; i < a.rows; i++) terms = Math.max(terms, a.starts[i + 1]! - a.starts[i]!)
  const kernel = new RowSums({ rows: b.rows, cols: b.cols, terms, sums: 1 })
  kernel.setRows(b, 0, b.rows)
  for (let i = 0; i < a.rows; i++) {
    const from = a.starts[i]!
    const count = a.starts[i + 1]! - from
    for (let k = 0; k < count; k++) {
      kernel.setTerm(k, a.columns[from + k]!)
      kernel.factors[k] = a.values[from + k]!
    }
    kernel.add(count, 0, 0)
    kernel.take(0, out.data, i * b.cols)
  }
  return out
}

/** Aᵀ. */
export const transposeSparse = (a: SparseMatrix): SparseMatrix => {
  const starts = new Int32Array(a.cols + 1)
  for (const column of a.columns) starts[column + 1]! += 1
  for (let j = 0; j < a.cols; j++) starts[j + 1]! += starts[j]!
  const next = starts.slice()
  const columns = new Int32Array(a.columns.length)
  const values = new Float64Array(a.columns.length)
  for (let i = 0; i < a.rows; i++) {
    for (let k = a.starts[i]!; k < a.starts[i + 1]!; k++) {
      const at = next[a.columns[k]!]!++
      columns[at] = i
      values[at] = a.values[k]!
    }
  }
  return { rows: a.cols, cols: a.rows, starts, columns, values }
}

/** All entries, zeros included. */
export const toDense = (a: SparseMatrix): Matrix => {
  const out = zeros(a.rows, a.cols)
  for (let i = 0; i < a.rows; i++) {
    for (let k = a.starts[i]!; k < a.starts[i + 1]!; k++) out.data[i * a.cols + a.columns[k]!] = a.values[k]!
  }
  return out
}
