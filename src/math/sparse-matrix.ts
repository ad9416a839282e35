/** Sparse matrices, row after row (CSR), and their products with dense ones. */
import { type Matrix, zeros } from "./matrix.ts"

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
  const l = b.cols
  const out = zeros(a.rows, l)
  for (let i = 0; i < a.rows; i++) {
    const end = a.starts[i + 1]!
    let k = a.starts[i]!
    for (; k + 3 < end; k += 4) addFour(out.data, i * l, b, a, k)
    for (; k < end; k++) addOne(out.data, i * l, b, a, k)
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

const addOne = (y: Float64Array, to: number, b: Matrix, { columns, values }: SparseMatrix, k: number): void => {
  const from = columns[k]! * b.cols
  const factor = values[k]!
  for (let c = 0; c < b.cols; c++) y[to + c]! += factor * b.data[from + c]!
}

/** Four terms at once: each sum is read and written a quarter as often. */
const addFour = (y: Float64Array, to: number, b: Matrix, { columns, values }: SparseMatrix, k: number): void => {
  const { cols: l, data } = b
  const [a0, a1] = [columns[k]! * l, columns[k + 1]! * l]
  const [a2, a3] = [columns[k + 2]! * l, columns[k + 3]! * l]
  const [p, q, r, s] = [values[k]!, values[k + 1]!, values[k + 2]!, values[k + 3]!]
  for (let c = 0; c < l; c++) {
    y[to + c]! += p * data[a0 + c]! + q * data[a1 + c]! + (r * data[a2 + c]! + s * data[a3 + c]!)
  }
}
