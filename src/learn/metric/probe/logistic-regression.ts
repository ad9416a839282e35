/** Multinomial logistic regression: the linear probe. Source: Hastie, Tibshirani & Friedman 2009, ESL §4.4. */
import { assertFinite } from "../../../math/assert-finite.ts"
import { limitedMemoryBfgs } from "../../../math/limited-memory-bfgs.ts"
import { type Matrix, zeros } from "../../../math/matrix.ts"

/** Minimises the sum of log losses + `penalty`/2 · ‖weights‖², intercepts free; scikit-learn's C is 1/penalty. */
export interface LogisticOptions {
  readonly classes: number
  readonly penalty: number
  readonly maxIterations: number
  /** Largest entry of the gradient of the mean loss at which the descent stops. */
  readonly tolerance: number
}

/**
 * A fitted logistic regression.
 * Shapes: `weights` [class, feature], `intercepts` [class]. `loss` is the minimised value per track.
 */
export interface LogisticModel {
  readonly weights: Matrix
  readonly intercepts: Float64Array
  readonly loss: number
  readonly isConverged: boolean
}

/** Σ x[i + k] · w[j + k] for k < d, with four partial sums that keep the processor busy. */
const dot = (x: Float64Array, i: number, w: Float64Array, j: number, d: number): number => {
  let a = 0
  let b = 0
  let c = 0
  let e = 0
  let k = 0
  for (const end = d - 3; k < end; k += 4) {
    a += x[i + k]! * w[j + k]!
    b += x[i + k + 1]! * w[j + k + 1]!
    c += x[i + k + 2]! * w[j + k + 2]!
    e += x[i + k + 3]! * w[j + k + 3]!
  }
  for (; k < d; k++) a += x[i + k]! * w[j + k]!
  return a + b + (c + e)
}

/** Turns scores into probabilities in place; returns the logarithm of the sum it divided by. */
const softmax = (scores: Float64Array): number => {
  let most = -Infinity
  for (const value of scores) most = Math.max(most, value)
  let sum = 0
  for (let c = 0; c < scores.length; c++) sum += scores[c] = Math.exp(scores[c]! - most)
  for (let c = 0; c < scores.length; c++) scores[c]! /= sum
  return most + Math.log(sum)
}

const requireFit = (x: Matrix, labels: ArrayLike<number>, { classes, penalty }: LogisticOptions): void => {
  if (labels.length !== x.rows) throw new RangeError(`${labels.length} labels for ${x.rows} tracks; pass one for each`)
  const odd = Array.from(labels).find((label) => !(Number.isInteger(label) && label >= 0 && label < classes))
  if (odd !== undefined) throw new RangeError(`label ${odd} is none of the ${classes} classes, which count from 0`)
  if (!(penalty > 0)) throw new RangeError(`a penalty of ${penalty} lets weights grow without end; choose one above 0`)
  assertFinite(x, "logistic regression")
}

/**
 * Multinomial logistic regression.
 *
 * Shapes: `x` [track, feature], `labels` [track] in 0 … classes − 1. Throws a RangeError for other labels, no penalty
 * or entries that are not finite.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { fitLogistic } from "partita/metric"
 * const options = { classes: 2, penalty: 1, maxIterations: 100, tolerance: 1e-6 }
 * fitLogistic(matrix([[-1], [1]]), [0, 1], options).isConverged // → true
 * ```
 */
export const fitLogistic = (x: Matrix, labels: ArrayLike<number>, options: LogisticOptions): LogisticModel => {
  requireFit(x, labels, options)
  const { classes, maxIterations, penalty, tolerance } = options
  const [d, n] = [x.cols, x.rows]
  const scores = new Float64Array(classes)
  // `w` holds the weights of each class followed by its intercept
  const objective = (w: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0)
    let loss = 0
    for (let i = 0; i < n; i++) {
      for (let c = 0; c < classes; c++) scores[c] = dot(x.data, i * d, w, c * (d + 1), d) + w[c * (d + 1) + d]!
      const own = scores[labels[i]!]!
      loss += softmax(scores) - own
      scores[labels[i]!]! -= 1
      for (let c = 0; c < classes; c++) {
        const at = c * (d + 1)
        const pull = scores[c]!
        for (let j = 0; j < d; j++) gradient[at + j]! += pull * x.data[i * d + j]!
        gradient[at + d]! += pull
      }
    }
    for (let c = 0, at = 0; c < classes; c++, at++) {
      for (let j = 0; j < d; j++, at++) {
        loss += penalty / 2 * w[at]! * w[at]!
        gradient[at]! += penalty * w[at]!
      }
    }
    for (let at = 0; at < gradient.length; at++) gradient[at]! /= n
    return loss / n
  }
  const found = limitedMemoryBfgs(objective, new Float64Array(classes * (d + 1)), { maxIterations, tolerance })
  const weights = zeros(classes, d)
  for (let c = 0; c < classes; c++) weights.data.set(found.at.subarray(c * (d + 1), c * (d + 1) + d), c * d)
  const intercepts = Float64Array.from({ length: classes }, (_, c) => found.at[c * (d + 1) + d]!)
  return { weights, intercepts, loss: found.value, isConverged: found.isConverged }
}

/**
 * Probabilities of the classes. Shapes: `x` [track, feature] → [track, class].
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { fitLogistic, logisticProbabilities } from "partita/metric"
 * const options = { classes: 2, penalty: 1, maxIterations: 100, tolerance: 1e-6 }
 * const model = fitLogistic(matrix([[-1], [1]]), [0, 1], options)
 * logisticProbabilities(model, matrix([[0]])).data // → [0.5, 0.5]
 * ```
 */
export const logisticProbabilities = ({ intercepts, weights }: LogisticModel, x: Matrix): Matrix => {
  const out = zeros(x.rows, weights.rows)
  for (let i = 0; i < x.rows; i++) {
    const scores = out.data.subarray(i * weights.rows, (i + 1) * weights.rows)
    for (let c = 0; c < weights.rows; c++) {
      scores[c] = dot(x.data, i * x.cols, weights.data, c * x.cols, x.cols) + intercepts[c]!
    }
    softmax(scores)
  }
  return out
}
