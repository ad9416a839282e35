/** DCI: disentanglement, completeness and informativeness of a code. */
import { assertFinite } from "../../../math/assert-finite.ts"
import { lasso } from "../../../math/lasso.ts"
import { gramMatrix } from "../../../math/matrix-product.ts"
import { type Matrix, row, zeros } from "../../../math/matrix.ts"
import { symmetricEigen } from "../../../math/symmetric-eigen.ts"
import { fitStandardScaler, standardize } from "../../projection/standard-scaler.ts"
import { columnOf } from "../test/correlation.ts"

/**
 * All but `importance` are 0 … 1. `disentanglement`: each code serves one factor; `completeness`: each factor is served
 * by one code; `informativeness` [factor]: R² of least squares on all codes. Shapes: `importance` [code, factor].
 */
export interface Dci {
  readonly importance: Matrix
  readonly disentanglement: number
  readonly completeness: number
  readonly informativeness: Float64Array
}

const floor = 1e-11 // keeps the logarithm of an importance of 0 defined, as in disentanglement_lib

/** 1 − entropy of the weights relative to that of equal ones; 0 for one weight or none. */
const concentration = (weights: Float64Array): number => {
  if (weights.length < 2) return 0
  const total = weights.reduce((sum, weight) => sum + weight + floor, 0)
  const nats = weights.reduce((sum, weight) => {
    const share = (weight + floor) / total
    return sum - share * Math.log(share)
  }, 0)
  return 1 - nats / Math.log(weights.length)
}

/** Mean concentration, each weighted by its share of all importance; 0 when nothing is important. */
const weighted = (parts: ReadonlyArray<Float64Array>): number => {
  const masses = parts.map((part) => part.reduce((sum, weight) => sum + weight, 0))
  const total = masses.reduce((sum, mass) => sum + mass, 0)
  return total === 0 ? 0 : parts.reduce((sum, part, i) => sum + concentration(part) * masses[i]! / total, 0)
}

/** R² of least squares of each target on all columns, which may depend on each other. */
const explained = (x: Matrix, targets: ReadonlyArray<Float64Array>): Float64Array => {
  const { values, vectors } = symmetricEigen(gramMatrix(x))
  const least = x.rows * Number.EPSILON * (values[0] ?? 0)
  return Float64Array.from(targets, (y) => {
    const pull = new Float64Array(x.cols)
    y.forEach((value, i) => row(x, i).forEach((code, j) => pull[j]! += code * value))
    const all = y.reduce((sum, value) => sum + value * value, 0)
    let fitted = 0
    for (let e = 0; e < x.cols && values[e]! > least; e++) {
      fitted += row(vectors, e).reduce((sum, weight, j) => sum + weight * pull[j]!, 0) ** 2 / values[e]!
    }
    return all === 0 ? 0 : fitted / all
  })
}

/**
 * Importances are the sizes of lasso weights with penalty `alpha` between standardised codes and factors.
 * Shapes: `codes` [track, code], `factors` [track, factor]. Throws a RangeError for other tracks and entries that are not
 * finite. Source: Eastwood & Williams 2018, A framework for the quantitative
 * evaluation of disentangled representations.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { dci } from "partita/metric"
 * const codes = matrix([[0, 0], [0, 1], [1, 0], [1, 1]])
 * dci(codes, codes, 0.01).disentanglement // → 1
 * ```
 */
export const dci = (codes: Matrix, factors: Matrix, alpha: number): Dci => {
  if (codes.rows !== factors.rows) {
    throw new RangeError(`codes of ${codes.rows} tracks and factors of ${factors.rows}; pass the same tracks`)
  }
  assertFinite(codes, "DCI codes")
  assertFinite(factors, "DCI factors")
  const x = standardize(codes, fitStandardScaler(codes))
  const y = standardize(factors, fitStandardScaler(factors))
  const importance = zeros(codes.cols, factors.cols)
  const targets = Array.from({ length: factors.cols }, (_, f) => columnOf(y, f))
  targets.forEach((target, f) =>
    lasso(x, target, alpha).forEach((weight, j) => importance.data[j * factors.cols + f] = Math.abs(weight))
  )
  return {
    importance,
    disentanglement: weighted(Array.from({ length: codes.cols }, (_, j) => row(importance, j))),
    completeness: weighted(targets.map((_, f) => columnOf(importance, f))),
    informativeness: explained(x, targets)
  }
}
