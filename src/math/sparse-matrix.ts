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

/**
 * Multiplies matrices of `cols` columns by A, which it keeps at hand: b ↦ A · b. It may not be used any more after another
 * product was made ready. Shapes: [n, m] · [m, cols] → [n, cols]. Throws a RangeError when they do not fit.
 */
export const sparseProduct = (a: SparseMatrix, cols: number): (b: Matrix) => Matrix => {
  const kernel = new RowSums({ rows: a.cols, cols, terms: a.values.length, sums: a.rows })
  kernel.setTerms(0, a)
  return (b) => {
    if (b.rows !== a.cols || b.cols !== cols) {
      throw new RangeError(`${a.rows} × ${a.cols} cannot multiply ${b.rows} × ${b.cols}`)
    }
    const out = zeros(a.rows, cols)
    kernel.setRows(b, 0, b.rows)
    for (let i = 0; i < a.rows; i++) kernel.addToSum(i, a.starts[i]!, a.starts[i + 1]!, a.starts[i]!)
    kernel.takeSums(out, 0, a.rows)
    return out
  }
}

/**
 * The product A · b with a dense matrix. Shapes: [n, m] · [m, l] → [n, l]. Throws a RangeError when they do not fit.
 *
 * @example
 * ```ts
 * import { matrix, multiplySparse } from "partita/math"
 * const corner = {
 *   rows: 2, cols: 2, starts: Int32Array.of(0, 1, 1), columns: Int32Array.of(1), values: Float64Array.of(5)
 * }
 * multiplySparse(corner, matrix([[1], [2]])).data // → [10, 0]
 * ```
 */
export const multiplySparse = (a: SparseMatrix, b: Matrix): Matrix => sparseProduct(a, b.cols)(b)

/**
 * The transpose Aᵀ.
 *
 * @example
 * ```ts
 * import { toDense, transposeSparse } from "partita/math"
 * const corner = {
 *   rows: 2, cols: 2, starts: Int32Array.of(0, 1, 1), columns: Int32Array.of(1), values: Float64Array.of(5)
 * }
 * toDense(transposeSparse(corner)).data // → [0, 0, 5, 0]
 * ```
 */
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

/**
 * All entries, zeros included.
 *
 * @example
 * ```ts
 * import { toDense } from "partita/math"
 * const corner = {
 *   rows: 2, cols: 2, starts: Int32Array.of(0, 1, 1), columns: Int32Array.of(1), values: Float64Array.of(5)
 * }
 * toDense(corner).data // → [0, 5, 0, 0]
 * ```
 */
export const toDense = (a: SparseMatrix): Matrix => {
  const out = zeros(a.rows, a.cols)
  for (let i = 0; i < a.rows; i++) {
    for (let k = a.starts[i]!; k < a.starts[i + 1]!; k++) out.data[i * a.cols + a.columns[k]!] = a.values[k]!
  }
  return out
}
