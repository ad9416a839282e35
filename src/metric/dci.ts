/** DCI: disentanglement, completeness and informativeness of a code. */
import { assertFinite } from "../math/assert-finite.ts"
import { type Matrix, row, zeros } from "../math/matrix.ts"
import { fitStandardScaler, standardize } from "../projection/standard-scaler.ts"
import { columnOf } from "./correlation.ts"
import { lasso } from "./lasso.ts"

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

const explained = (x: Matrix, y: Float64Array): number => {
  const weights = lasso(x, y, 0)
  let left = 0
  let all = 0
  for (let i = 0; i < x.rows; i++) {
    left += (y[i]! - row(x, i).reduce((sum, value, j) => sum + value * weights[j]!, 0)) ** 2
    all += y[i]! ** 2
  }
  return all === 0 ? 0 : 1 - left / all
}

/**
 * Importances are the sizes of lasso weights with penalty `alpha` between standardised codes and factors.
 * Shapes: `codes` [track, code], `factors` [track, factor]. Throws a RangeError for other tracks, entries that are not
 * finite or codes that are sums of others. Source: Eastwood & Williams 2018, A framework for the quantitative
 * evaluation of disentangled representations.
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
    informativeness: Float64Array.from(targets, (target) => explained(x, target))
  }
}
