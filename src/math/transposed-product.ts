/** aᵀ·b for tall matrices. */
import { type Matrix, zeros } from "./matrix.ts"
import { RowSums } from "./row-sums.ts"

const blockRows = 64 // of at most a few hundred columns: stays in the processor's second cache

/**
 * The product of a transposed matrix with another, aᵀ·b; zeros in `a` cost nothing. Shapes: `a` [n, k], `b` [n, l] →
 * [k, l]. Throws a RangeError when they do not fit.
 *
 * @example
 * ```ts
 * import { matrix, transposedProduct } from "partita/math"
 * transposedProduct(matrix([[1, 0], [0, 2]]), matrix([[3, 4], [5, 6]])).data // → [3, 4, 10, 12]
 * ```
 */
export const transposedProduct = (a: Matrix, b: Matrix): Matrix => {
  if (a.rows !== b.rows) throw new RangeError(`(${a.rows} × ${a.cols})ᵀ cannot multiply ${b.rows} × ${b.cols}`)
  const { cols: k, data } = a
  const kernel = new RowSums({ rows: blockRows, cols: b.cols, terms: blockRows, sums: k })
  for (let first = 0; first < a.rows; first += blockRows) {
    const count = Math.min(blockRows, a.rows - first)
    kernel.setRows(b, first, count)
    for (let c = 0; c < k; c++) {
      let terms = 0
      for (let r = 0; r < count; r++) {
        const factor = data[(first + r) * k + c]!
        if (factor === 0) continue
        kernel.factors[terms] = factor
        kernel.setTerm(terms++, r)
      }
      kernel.add(terms, c, 0)
    }
  }
  const out = zeros(k, b.cols)
  for (let c = 0; c < k; c++) kernel.take(c, out.data, c * b.cols)
  return out
}
