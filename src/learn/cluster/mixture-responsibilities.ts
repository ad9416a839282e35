/** How much of each track each component of a mixture explains. */
import type { Matrix } from "../../math/matrix.ts"
import { logDensities } from "./component-densities.ts"
import type { Components, Moments } from "./gaussian-components.ts"

/** Shapes: `responsibilities` [track, k], rows summing to 1; `logLikelihoods` [track], nats. */
export interface Expectation {
  readonly responsibilities: Matrix
  readonly logLikelihoods: Float64Array
}

const negligible = -50 // nats: e⁻⁵⁰ is below the rounding of a sum with 1 in it

/**
 * Posterior probabilities of the components. Shares below e⁻⁵⁰ count as 0.
 * Shapes: `x` [track, feature]; `moments` of it save time. Throws a RangeError for a singular covariance.
 */
export const responsibilitiesOf = (x: Matrix, components: Components, moments?: Moments): Expectation => {
  const responsibilities = logDensities(x, components, moments)
  const { cols: k, data } = responsibilities
  const logLikelihoods = new Float64Array(x.rows)
  for (let i = 0; i < x.rows; i++) {
    const [from, to] = [i * k, (i + 1) * k]
    let most = -Infinity
    for (let at = from; at < to; at++) if (data[at]! > most) most = data[at]!
    let sum = 0
    for (let at = from; at < to; at++) {
      const below = data[at]! - most
      sum += data[at] = below < negligible ? 0 : Math.exp(below)
    }
    for (let at = from; at < to; at++) data[at]! /= sum
    logLikelihoods[i] = most + Math.log(sum)
  }
  return { responsibilities, logLikelihoods }
}
