/** Dense row-major matrices: the one shape every clustering, metric and projection function takes. */

/** `rows` × `cols` numbers; entry (i, j) is `data[i * cols + j]`. */
export interface Matrix {
  readonly rows: number
  readonly cols: number
  readonly data: Float64Array
}

/**
 * A matrix from nested rows; throws a RangeError when the rows differ in length.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * const { rows, cols, data } = matrix([[1, 2], [3, 4], [5, 6]])
 * rows // → 3
 * data // → [1, 2, 3, 4, 5, 6]
 * ```
 */
export const matrix = (rows: ReadonlyArray<ReadonlyArray<number>>): Matrix => {
  const cols = rows[0]?.length ?? 0
  const ragged = rows.findIndex((row) => row.length !== cols)
  if (ragged >= 0) throw new RangeError(`row ${ragged} has ${rows[ragged]?.length} entries, row 0 has ${cols}`)
  return { rows: rows.length, cols, data: Float64Array.from(rows.flat()) }
}

/**
 * An all-zero matrix.
 *
 * @example
 * ```ts
 * import { zeros } from "partita/math"
 * zeros(2, 2).data // → [0, 0, 0, 0]
 * ```
 */
export const zeros = (rows: number, cols: number): Matrix => ({ rows, cols, data: new Float64Array(rows * cols) })

/**
 * A view (no copy) of row `i`.
 *
 * @example
 * ```ts
 * import { matrix, row } from "partita/math"
 * row(matrix([[1, 2], [3, 4]]), 1) // → [3, 4]
 * ```
 */
export const row = (m: Matrix, i: number): Float64Array => m.data.subarray(i * m.cols, (i + 1) * m.cols)

/**
 * A copy holding the given rows in the given order.
 *
 * @example
 * ```ts
 * import { matrix, takeRows } from "partita/math"
 * takeRows(matrix([[1, 2], [3, 4], [5, 6]]), [2, 0]).data // → [5, 6, 1, 2]
 * ```
 */
export const takeRows = (m: Matrix, indices: ArrayLike<number>): Matrix => {
  const data = new Float64Array(indices.length * m.cols)
  for (let i = 0; i < indices.length; i++) data.set(row(m, indices[i]!), i * m.cols)
  return { rows: indices.length, cols: m.cols, data }
}
