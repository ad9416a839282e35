/** An orthonormal basis of the space that a tall matrix's columns span. */
import { gramMatrix, multiply } from "./matrix-product.ts"
import { type Matrix, zeros } from "./matrix.ts"

/** Which columns are independent, and the upper triangle that makes them orthonormal: [pivot, basis vector]. */
interface Whitening {
  readonly pivots: ReadonlyArray<number>
  readonly inverse: Matrix
}

/**
 * Cholesky factor R of the Gram matrix with the largest remaining column first, and R⁻¹; columns whose remainder is
 * within rounding of zero depend on the others and are left out.
 */
const whiten = (gram: Matrix): Whitening => {
  const l = gram.rows
  const left = gram.data.slice()
  const remaining = Float64Array.from({ length: l }, (_, i) => left[i * l + i]!)
  const order = Array.from({ length: l }, (_, i) => i)
  const factor = zeros(l, l) // row r: entries of R by original column
  const least = 4 * l * Number.EPSILON * Math.max(...remaining)
  let rank = 0
  for (; rank < l; rank++) {
    let best = rank
    for (let i = rank + 1; i < l; i++) if (remaining[order[i]!]! > remaining[order[best]!]!) best = i
    const pivot = order[best]!
    if (!(remaining[pivot]! > least)) break
    order[best] = order[rank]!
    order[rank] = pivot
    const size = Math.sqrt(remaining[pivot]!)
    factor.data[rank * l + pivot] = size
    for (let i = rank + 1; i < l; i++) {
      const column = order[i]!
      let sum = left[pivot * l + column]!
      for (let r = 0; r < rank; r++) sum -= factor.data[r * l + pivot]! * factor.data[r * l + column]!
      const entry = sum / size
      factor.data[rank * l + column] = entry
      remaining[column]! -= entry * entry
    }
  }
  const pivots = order.slice(0, rank)
  return { pivots, inverse: invertTriangle(factor, pivots) }
}

const invertTriangle = (factor: Matrix, pivots: ReadonlyArray<number>): Matrix => {
  const rank = pivots.length
  const at = (i: number, j: number) => factor.data[i * factor.cols + pivots[j]!]!
  const inverse = zeros(rank, rank)
  for (let j = 0; j < rank; j++) {
    inverse.data[j * rank + j] = 1 / at(j, j)
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0
      for (let k = i + 1; k <= j; k++) sum += at(i, k) * inverse.data[k * rank + j]!
      inverse.data[i * rank + j] = -sum / at(i, i)
    }
  }
  return inverse
}

const onePass = (y: Matrix): Matrix => {
  const { inverse, pivots } = whiten(gramMatrix(y))
  const spread = zeros(y.cols, pivots.length) // rows of dependent columns stay zero
  pivots.forEach((pivot, k) =>
    spread.data.set(inverse.data.subarray(k * pivots.length, (k + 1) * pivots.length), pivot * pivots.length)
  )
  return multiply(y, spread)
}

/**
 * Columns that span what those of `y` do and are orthonormal; as many as are independent to about seven digits.
 *
 * Shapes: `y` [n, l] → [n, rank]. `passes`: 2 for a basis orthonormal to rounding, 1 where a rough one is enough.
 * Source: Yamamoto, Nakatsukasa, Yanagisawa & Fukaya 2015, "Roundoff error analysis of the CholeskyQR2 algorithm".
 *
 * @example
 * ```ts
 * import { gramMatrix, matrix, orthonormalColumns } from "partita/math"
 * gramMatrix(orthonormalColumns(matrix([[3, 1], [4, 1], [0, 1]]), 2)).data // → [1, 0, 0, 1]
 * ```
 */
export const orthonormalColumns = (y: Matrix, passes: 1 | 2): Matrix => {
  const basis = onePass(y)
  return passes === 1 || basis.cols === 0 ? basis : onePass(basis)
}
