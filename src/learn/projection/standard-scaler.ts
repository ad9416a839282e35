/** Centring and scaling of every column to unit variance. */
import { type Matrix, zeros } from "../../math/matrix.ts"

/** Where each column lies and how far it spreads. Shapes: `mean`, `scale` [column]. A constant column has scale 1. */
export interface StandardScaler {
  readonly mean: Float64Array
  readonly scale: Float64Array
}

/**
 * Column means and population standard deviations of the finite entries, as scikit-learn's StandardScaler; 0 and 1 where
 * there are none. Throws a RangeError for no rows.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { fitStandardScaler } from "partita/projection"
 * fitStandardScaler(matrix([[0], [10]])) // → { mean: [5], scale: [5] }
 * ```
 */
export const fitStandardScaler = (x: Matrix): StandardScaler => {
  if (x.rows === 0) throw new RangeError("standardize: a table without tracks has no mean; read at least one track")
  const mean = new Float64Array(x.cols)
  const scale = new Float64Array(x.cols)
  const known = new Float64Array(x.cols)
  for (let i = 0; i < x.data.length; i++) if (Number.isFinite(x.data[i])) known[i % x.cols]!++
  for (let i = 0; i < x.data.length; i++) {
    const j = i % x.cols
    if (Number.isFinite(x.data[i])) mean[j]! += x.data[i]! / known[j]!
  }
  for (let i = 0; i < x.data.length; i++) {
    const j = i % x.cols
    if (Number.isFinite(x.data[i])) scale[j]! += (x.data[i]! - mean[j]!) ** 2 / known[j]!
  }
  for (let j = 0; j < x.cols; j++) {
    // rounding leaves a constant column with a variance of about (ε · mean)², which must not be blown up
    const noise = 10 * Number.EPSILON * Math.abs(mean[j]!)
    const deviation = Math.sqrt(scale[j]!)
    scale[j] = deviation <= noise ? 1 : deviation
  }
  return { mean, scale }
}

/**
 * Features on a common scale: (x − mean) / scale, column by column.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { fitStandardScaler, standardize } from "partita/projection"
 * const x = matrix([[0], [10]])
 * standardize(x, fitStandardScaler(x)).data // → [-1, 1]
 * ```
 */
export const standardize = (
  x: Matrix,
  { mean, scale }: { readonly mean: ArrayLike<number>; readonly scale: ArrayLike<number> }
): Matrix => {
  const out = zeros(x.rows, x.cols)
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.cols; j++) out.data[i * x.cols + j] = (x.data[i * x.cols + j]! - mean[j]!) / scale[j]!
  }
  return out
}
