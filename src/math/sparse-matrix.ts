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
    for (let k = a.starts[i]!; k < a.starts[i + 1]!; k++) {
      addScaled(out.data, i * l, b.data, a.columns[k]! * l, l, a.values[k]!)
    }
  }
  return out
}

/** Aᵀ · b without forming Aᵀ. Shapes: [n, m]ᵀ · [n, l] → [m, l]. Throws a RangeError when they do not fit. */
export const multiplySparseTransposed = (a: SparseMatrix, b: Matrix): Matrix => {
  if (b.rows !== a.rows) throw new RangeError(`(${a.rows} × ${a.cols})ᵀ cannot multiply ${b.rows} × ${b.cols}`)
  const l = b.cols
  const out = zeros(a.cols, l)
  for (let i = 0; i < a.rows; i++) {
    for (let k = a.starts[i]!; k < a.starts[i + 1]!; k++) {
      addScaled(out.data, a.columns[k]! * l, b.data, i * l, l, a.values[k]!)
    }
  }
  return out
}

const addScaled = (y: Float64Array, to: number, x: Float64Array, from: number, l: number, factor: number): void => {
  for (let c = 0; c < l; c++) y[to + c]! += factor * x[from + c]!
}

/** All entries, zeros included. */
export const toDense = (a: SparseMatrix): Matrix => {
  const out = zeros(a.rows, a.cols)
  for (let i = 0; i < a.rows; i++) {
    for (let k = a.starts[i]!; k < a.starts[i + 1]!; k++) out.data[i * a.cols + a.columns[k]!] = a.values[k]!
  }
  return out
}
