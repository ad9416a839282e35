/** Cholesky factor of a symmetric positive definite matrix. Source: Golub & Van Loan 2013, Matrix Computations, §4.2. */
import { type Matrix, zeros } from "./matrix.ts"

/**
 * The lower triangle L with L·Lᵀ = m, or undefined when `m` is not positive definite.
 * Shapes: `m` [n, n], its lower triangle read → [n, n].
 *
 * @example
 * ```ts
 * import { cholesky, matrix } from "partita/math"
 * cholesky(matrix([[4, 2], [2, 5]]))?.data // → [2, 0, 1, 2]
 * cholesky(matrix([[1, 2], [2, 1]])) // → undefined
 * ```
 */
export const cholesky = (m: Matrix): Matrix | undefined => {
  const n = m.rows
  const lower = zeros(n, n)
  const l = lower.data
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = m.data[i * n + j]!
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!
      if (i > j) l[i * n + j] = sum / l[j * n + j]!
      else if (sum > 0 && sum < Infinity) l[i * n + i] = Math.sqrt(sum)
      else return undefined
    }
  }
  return lower
}

/** The inverse of a lower triangle whose diagonal has no zero. Shapes: [n, n] → [n, n], lower. */
export const invertLower = (lower: Matrix): Matrix => {
  const n = lower.rows
  const inverse = zeros(n, n)
  const l = lower.data
  const out = inverse.data
  for (let j = 0; j < n; j++) {
    out[j * n + j] = 1 / l[j * n + j]!
    for (let i = j + 1; i < n; i++) {
      let sum = 0
      for (let k = j; k < i; k++) sum += l[i * n + k]! * out[k * n + j]!
      out[i * n + j] = -sum / l[i * n + i]!
    }
  }
  return inverse
}
