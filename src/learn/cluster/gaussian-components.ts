/** The Gaussians of a mixture, and the most likely ones given how much of each track they explain. */
import { gramMatrix } from "../../math/matrix-product.ts"
import { type Matrix, row, zeros } from "../../math/matrix.ts"
import { type RowBlocks, rowBlocks } from "../../math/row-blocks.ts"
import { transposedProduct } from "../../math/transposed-product.ts"

/** One matrix per component, one for all, one diagonal per component, or one number per component. */
export type Covariance = "full" | "tied" | "diag" | "spherical"

/**
 * The Gaussians of a mixture.
 *
 * Shapes: `means` [k, feature]; `covariances` full [k · feature, feature], tied [feature, feature], diag [k, feature],
 * spherical [k, 1]; `weights` [k], summing to 1.
 */
export interface Components {
  readonly covariance: Covariance
  readonly weights: Float64Array
  readonly means: Matrix
  readonly covariances: Matrix
}

/** What stays the same while a mixture of one kind descends: tracks with column means of 0, so that sums cancel little. */
export interface Moments {
  readonly centred: Matrix
  readonly middle: Float64Array
  /** Diagonal kinds only: entries, their squares, zeros up to a round number. */
  readonly powers: Matrix | undefined
  /** Tied kind only: sums of products. Shapes: [feature, feature]. */
  readonly scatter: Matrix | undefined
  /** Full and diagonal kind: centred entries or powers, in blocks. */
  readonly blocks: RowBlocks | undefined
}

const wholePanels = (cols: number): number => Math.ceil(cols / 8) * 8 // rows that can be copied all at once

/** Entries, then their squares, then zeros. Shapes: [track, feature] → [track, 2 · feature and a few]. */
const powersOf = (x: Matrix): Matrix => {
  const { cols, data, rows } = x
  const out = zeros(rows, wholePanels(2 * cols))
  for (let i = 0; i < rows; i++) {
    for (let j = 0, to = i * out.cols; j < cols; j++, to++) {
      const value = data[i * cols + j]!
      out.data[to] = value
      out.data[to + cols] = value * value
    }
  }
  return out
}

/** Prepares tracks for a mixture of one kind. Shapes: `x` [track, feature]. */
export const momentsOf = (x: Matrix, kind: Covariance): Moments => {
  const { cols, rows } = x
  const middle = new Float64Array(cols)
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++) middle[j]! += x.data[at++]! / rows
  const centred = zeros(rows, cols)
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) centred.data[at] = x.data[at]! - middle[j]!
  }
  const powers = kind === "diag" || kind === "spherical" ? powersOf(centred) : undefined
  return {
    centred,
    middle,
    powers,
    scatter: kind === "tied" ? gramMatrix(centred) : undefined,
    blocks: kind === "full" || kind === "diag" ? rowBlocks(powers ?? centred) : undefined
  }
}

const leastShare = 1e-17 // of a track: below the rounding of the sums it would enter

/** Σ r (x − μ)(x − μ)ᵀ of one component. */
const scatterOf = (x: Matrix, responsibilities: Matrix, component: number, mean: Float64Array): Matrix => {
  const { cols, data, rows } = x
  const k = responsibilities.cols
  const scaled = new Float64Array(rows * cols)
  let to = 0
  for (let i = 0; i < rows; i++) {
    const share = responsibilities.data[i * k + component]!
    if (share < leastShare) continue
    const root = Math.sqrt(share)
    for (let j = 0, at = i * cols; j < cols; j++) scaled[to++] = root * (data[at++]! - mean[j]!)
  }
  return gramMatrix({ rows: to / cols, cols, data: scaled })
}

const full = ({ centred }: Moments, responsibilities: Matrix, counts: Float64Array, means: Matrix): Matrix => {
  const { cols } = centred
  const out = zeros(means.rows * cols, cols)
  for (let c = 0; c < means.rows; c++) {
    if (counts[c] === 0) continue
    const scatter = scatterOf(centred, responsibilities, c, row(means, c))
    out.data.set(scatter.data.map((sum) => sum / counts[c]!), c * cols * cols)
  }
  return out
}

/** What all tracks scatter around their mean, less what the components' means do. */
const tied = ({ centred, scatter }: Moments, counts: Float64Array, means: Matrix): Matrix => {
  const { cols } = centred
  const out = zeros(cols, cols)
  for (let a = 0; a < cols; a++) {
    for (let b = 0; b < cols; b++) {
      let sum = scatter!.data[a * cols + b]!
      for (let c = 0; c < means.rows; c++) sum -= counts[c]! * means.data[c * cols + a]! * means.data[c * cols + b]!
      out.data[a * cols + b] = sum / centred.rows
    }
  }
  return out
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * Weights, means and covariances that maximise the likelihood, `regularization` added to the variances. Components that
 * explain nothing get weight 0. Shapes: `responsibilities` [track, k].
 */
export const estimate = (
  moments: Moments,
  responsibilities: Matrix,
  { covariance, regularization }: { readonly covariance: Covariance; readonly regularization: number }
): Components => {
  const { centred: { cols, rows }, middle, powers } = moments
  const k = responsibilities.cols
  const counts = new Float64Array(k)
  for (let at = 0, c = 0; at < responsibilities.data.length; at++) {
    counts[c]! += responsibilities.data[at]!
    if (++c === k) c = 0
  }
  const sums = transposedProduct(responsibilities, powers ?? moments.centred)
  const share = (c: number, column: number) => counts[c]! > 0 ? sums.data[c * sums.cols + column]! / counts[c]! : 0
  const means = zeros(k, cols)
  for (let at = 0; at < means.data.length; at++) means.data[at] = share(Math.floor(at / cols), at % cols)
  const variances = (c: number) =>
    Float64Array.from({ length: cols }, (_, j) => Math.max(0, share(c, cols + j) - means.data[c * cols + j]! ** 2))
  let covariances: Matrix
  if (covariance === "full") covariances = full(moments, responsibilities, counts, means)
  else if (covariance === "tied") covariances = tied(moments, counts, means)
  else {
    covariances = zeros(k, covariance === "diag" ? cols : 1)
    for (let c = 0; c < k; c++) {
      const own = variances(c)
      covariances.data.set(covariance === "diag" ? own : [mean(own)], c * covariances.cols)
    }
  }
  const isDense = covariance === "full" || covariance === "tied"
  for (let at = 0; at < covariances.data.length; at++) {
    if (!isDense || Math.floor(at / cols) % cols === at % cols) covariances.data[at]! += regularization
  }
  for (let at = 0; at < means.data.length; at++) {
    means.data[at]! += counts[Math.floor(at / cols)]! > 0
      ? middle[at % cols]!
      : 0
  }
  return { covariance, weights: counts.map((count) => count / rows), means, covariances }
}
