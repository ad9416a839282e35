/**
 * Linear regression that sets what does not help to exactly 0. Source: Tibshirani 1996; Friedman et al. 2010, glmnet.
 */
import { gramMatrix } from "./matrix-product.ts"
import type { Matrix } from "./matrix.ts"

const maxSweeps = 100_000
const tolerance = 1e-13 // largest change of a coefficient in the last sweep

/** Coordinate descent on the normal equations with coefficients shrunk by `alpha`. */
const descend = (gram: Matrix, target: Float64Array, alpha: number): Float64Array => {
  const d = gram.cols
  const weights = new Float64Array(d)
  const fitted = new Float64Array(d) // gram · weights
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let moved = 0
    for (let j = 0; j < d; j++) {
      const own = gram.data[j * d + j]!
      if (own === 0) continue
      const pull = target[j]! - fitted[j]! + own * weights[j]!
      const next = Math.sign(pull) * Math.max(0, Math.abs(pull) - alpha) / own
      const change = next - weights[j]!
      if (change === 0) continue
      weights[j] = next
      for (let i = 0; i < d; i++) fitted[i]! += change * gram.data[i * d + j]!
      moved = Math.max(moved, Math.abs(change))
    }
    if (moved <= tolerance) return weights
  }
  throw new RangeError(`lasso: ${maxSweeps} sweeps do not settle ${d} columns; leave out columns that repeat others`)
}

/**
 * The weights w that minimise ‖y − Xw‖²/2n + alpha·‖w‖₁; no intercept: pass centred columns.
 * Shapes: `x` [track, column], `y` [track] → [column]. Throws a RangeError when it does not converge.
 *
 * @example
 * ```ts
 * import { lasso, matrix } from "partita/math"
 * lasso(matrix([[-1, 1], [0, -2], [1, 1]]), [-2, 0, 2], 0.1) // → [1.85, 0]
 * ```
 */
export const lasso = (x: Matrix, y: ArrayLike<number>, alpha: number): Float64Array => {
  const gram = gramMatrix(x)
  const target = new Float64Array(x.cols)
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.cols; j++) target[j]! += x.data[i * x.cols + j]! * y[i]! / x.rows
  }
  return descend({ ...gram, data: gram.data.map((value) => value / x.rows) }, target, alpha)
}
