/** The Gaussians of a mixture and their covariances, of four kinds. */
import { gramMatrix } from "../math/matrix-product.ts"
import { type Matrix, row, zeros } from "../math/matrix.ts"

/** One matrix per component, one for all, one diagonal per component, or one number per component. */
export type Covariance = "full" | "tied" | "diag" | "spherical"

/**
 * Shapes: `means` [k, feature]; `covariances` full [k · feature, feature], tied [feature, feature], diag [k, feature],
 * spherical [k, 1]; `weights` [k], summing to 1.
 */
export interface Components {
  readonly covariance: Covariance
  readonly weights: Float64Array
  readonly means: Matrix
  readonly covariances: Matrix
}

/** Tracks and what each component has of them: `responsibilities` [track, k], `counts` [k] their sums. */
export interface Weighted {
  readonly x: Matrix
  readonly responsibilities: Matrix
  readonly counts: Float64Array
  readonly means: Matrix
}

const leastShare = 1e-18 // of a track: below the rounding of the sums it would enter

/** Σ r (x − μ)(x − μ)ᵀ of one component. */
const scatter = ({ means, responsibilities, x }: Weighted, component: number): Matrix => {
  const { cols, data, rows } = x
  const k = means.rows
  const scaled = new Float64Array(rows * cols)
  let to = 0
  for (let i = 0; i < rows; i++) {
    const share = responsibilities.data[i * k + component]!
    if (share < leastShare) continue
    const root = Math.sqrt(share)
    for (let j = 0; j < cols; j++) scaled[to++] = root * (data[i * cols + j]! - means.data[component * cols + j]!)
  }
  return gramMatrix({ rows: to / cols, cols, data: scaled })
}

/** Σ r (x − μ)² of every component and column. */
const squares = ({ means, responsibilities, x }: Weighted): Matrix => {
  const { cols, data, rows } = x
  const k = means.rows
  const out = zeros(k, cols)
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < k; c++) {
      const share = responsibilities.data[i * k + c]!
      if (share < leastShare) continue
      for (let j = 0, at = i * cols, to = c * cols; j < cols; j++, at++, to++) {
        const gap = data[at]! - means.data[to]!
        out.data[to]! += share * gap * gap
      }
    }
  }
  return out
}

const divideRows = (m: Matrix, divisorOf: (row: number) => number): Matrix => {
  for (let at = 0; at < m.data.length; at++) {
    const divisor = divisorOf(Math.floor(at / m.cols))
    m.data[at] = divisor > 0 ? m.data[at]! / divisor : 0
  }
  return m
}

/** Covariances of each kind, `regularization` added to their diagonals; components without tracks have nothing else. */
export const covariancesOf = (kind: Covariance, weighted: Weighted, regularization: number): Matrix => {
  const { counts, means: { cols, rows: k }, x } = weighted
  if (kind === "full" || kind === "tied") {
    const out = zeros(kind === "full" ? k * cols : cols, cols)
    for (let c = 0; c < k; c++) {
      const offset = kind === "full" ? c * cols * cols : 0
      scatter(weighted, c).data.forEach((value, at) => out.data[offset + at]! += value)
    }
    divideRows(out, (at) => kind === "full" ? counts[Math.floor(at / cols)]! : x.rows)
    for (let i = 0; i < out.rows; i++) out.data[i * cols + i % cols]! += regularization
    return out
  }
  const variances = divideRows(squares(weighted), (c) => counts[c]!)
  const out = kind === "diag" ? variances : zeros(k, 1)
  if (kind === "spherical") {
    for (let c = 0; c < k; c++) out.data[c] = row(variances, c).reduce((sum, value) => sum + value, 0) / cols
  }
  for (let at = 0; at < out.data.length; at++) out.data[at]! += regularization
  return out
}
