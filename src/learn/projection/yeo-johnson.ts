/** A power of every column that makes it most like a normal distribution, then centred and scaled. */
import { brentMinimum } from "../../math/brent-minimum.ts"
import type { Matrix } from "../../math/matrix.ts"
import { finiteColumn } from "./finite-column.ts"
import { mapColumns } from "./map-columns.ts"
import { fitStandardScaler, standardize } from "./standard-scaler.ts"

/** Shapes: `lambda`, `mean`, `scale` [column]; the last two are of the transformed values. λ = 1 leaves values alone. */
export interface YeoJohnson {
  readonly lambda: ReadonlyArray<number>
  readonly mean: ReadonlyArray<number>
  readonly scale: ReadonlyArray<number>
}

/** A value to the power λ, continued to negative values. Source: Yeo & Johnson 2000, equation 2.1. */
export const yeoJohnson = (value: number, lambda: number): number => {
  const isNegative = value < 0
  const power = isNegative ? 2 - lambda : lambda
  const log = Math.log1p(Math.abs(value))
  const size = power === 0 ? log : Math.expm1(power * log) / power
  return isNegative ? -size : size
}

/** Minus the logarithm of the profile likelihood of λ, per value. Source: Yeo & Johnson 2000, equation 3.1. */
const unlikelihood = (values: Float64Array, logsMean: number) => (lambda: number): number => {
  const moved = values.map((value) => yeoJohnson(value, lambda))
  const mean = moved.reduce((sum, value) => sum + value, 0) / moved.length
  const variance = moved.reduce((sum, value) => sum + (value - mean) ** 2, 0) / moved.length
  // a power so strong that all values become one, or none can be told, makes nothing normal
  return variance > 0 && variance < Infinity ? Math.log(variance) / 2 - (lambda - 1) * logsMean : Infinity
}

const likeliest = (values: Float64Array): number => {
  const spread = values.length === 0 ? 0 : values[values.length - 1]! - values[0]!
  if (spread <= 10 * Number.EPSILON * Math.abs(values[0] ?? 0)) return 1
  const logs = values.reduce((sum, value) => sum + Math.sign(value) * Math.log1p(Math.abs(value)), 0)
  return brentMinimum(unlikelihood(values, logs / values.length), -2, 2) // SciPy's first two points
}

const powers = (x: Matrix, lambda: ReadonlyArray<number>): Matrix =>
  mapColumns(x, (value, j) => yeoJohnson(value, lambda[j]!))

/**
 * The likeliest λ of the finite entries of every column, as scikit-learn's PowerTransformer; 1 for a constant column.
 * Throws a RangeError for no rows.
 */
export const fitYeoJohnson = (x: Matrix): YeoJohnson => {
  const lambda = Array.from({ length: x.cols }, (_, j) => likeliest(finiteColumn(x, j)))
  const { mean, scale } = fitStandardScaler(powers(x, lambda))
  return { lambda, mean: Array.from(mean), scale: Array.from(scale) }
}

/** (power of x − mean) / scale, column by column. */
export const applyYeoJohnson = (x: Matrix, { lambda, ...scaler }: YeoJohnson): Matrix =>
  standardize(powers(x, lambda), scaler)
