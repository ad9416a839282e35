/** What each code (latent) says about each factor (a discrete property): the base of MIG and modularity. */
import { assertFinite } from "../../../math/assert-finite.ts"
import { type Matrix, zeros } from "../../../math/matrix.ts"
import { contingency } from "../clustering/contingency.ts"
import { entropy, mutual } from "../clustering/mutual-information.ts"
import { columnOf } from "../test/correlation.ts"

/** How much each code says of each factor. Shapes: `mutual` [code, factor], `entropy` [factor]. Units: nats. */
export interface CodeInformation {
  readonly mutual: Matrix
  readonly entropy: Float64Array
}

/** Bins 1 … `bins` of equal width between the smallest and the largest value, as numpy's histogram. */
const equalWidthBins = (values: Float64Array, bins: number): Int32Array => {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity)
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity)
  const width = (high - low) / bins
  const edges = Float64Array.from({ length: bins }, (_, b) => b * width + low)
  return Int32Array.from(values, (value) => {
    let bin = width === 0 ? 1 : Math.min(bins, Math.max(1, Math.floor((value - low) / width) + 1))
    while (bin < bins && value >= edges[bin]!) bin++ // rounding of the quotient
    while (bin > 1 && value < edges[bin - 1]!) bin--
    return bin
  })
}

/**
 * Mutual information between every code, cut into `bins` of equal width, and every factor.
 *
 * Shapes: `codes` [track, code], `factors` [track, factor] of integers. Throws a RangeError for other tracks, for
 * entries that are not finite and for a factor with one value, of which nothing can be known.
 * Source: Chen et al. 2018 (arXiv:1802.04942); discretisation as in disentanglement_lib (arXiv:1811.12359).
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { codeInformation } from "partita/metric"
 * const { entropy, mutual } = codeInformation(matrix([[0], [0], [1], [1]]), matrix([[3], [3], [4], [4]]), 2)
 * mutual.data // → [0.693]
 * entropy // → [0.693]
 * ```
 */
export const codeInformation = (codes: Matrix, factors: Matrix, bins: number): CodeInformation => {
  if (codes.rows !== factors.rows) {
    throw new RangeError(`codes of ${codes.rows} tracks and factors of ${factors.rows}; pass the same tracks`)
  }
  assertFinite(codes, "disentanglement codes")
  assertFinite(factors, "disentanglement factors")
  const binned = Array.from({ length: codes.cols }, (_, j) => equalWidthBins(columnOf(codes, j), bins))
  const out = zeros(codes.cols, factors.cols)
  const entropies = Float64Array.from({ length: factors.cols }, (_, f) => {
    const factor = columnOf(factors, f)
    binned.forEach((code, j) => out.data[j * factors.cols + f] = mutual(contingency(factor, code)))
    const { rows, total } = contingency(factor, factor)
    if (rows.length < 2) throw new RangeError(`factor ${f} has one value in all ${total} tracks; leave it out`)
    return entropy(rows, total)
  })
  return { mutual: out, entropy: entropies }
}
