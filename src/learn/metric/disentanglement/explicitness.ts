/** Explicitness: whether a linear reader can recover each value of each factor. */
import { type Matrix, takeRows } from "../../../math/matrix.ts"
import type { Random } from "../../../math/random.ts"
import { fitStandardScaler, standardize } from "../../projection/standard-scaler.ts"
import { clustersOf } from "../clustering/clusters.ts"
import { areaUnderRoc } from "../probe/area-under-roc.ts"
import { fitLogistic, logisticProbabilities } from "../probe/logistic-regression.ts"
import { stratifiedGroupFolds } from "../probe/stratified-group-folds.ts"
import { columnOf } from "../test/correlation.ts"

/** Folds for held-out probabilities, and the reader's penalty and patience as in logistic-regression.ts. */
export interface ExplicitnessOptions {
  readonly folds: number
  readonly penalty: number
  readonly maxIterations: number
  readonly tolerance: number
  readonly random: Random
}

/** Probabilities of every class for tracks outside the training folds. Shapes: → [track, class]. */
const heldOut = (codes: Matrix, factor: Int32Array, classes: number, options: ExplicitnessOptions): Matrix => {
  const labels = Array.from(factor)
  const foldOf = stratifiedGroupFolds({ labels, groups: labels.map(() => null) }, options)
  const out = { rows: codes.rows, cols: classes, data: new Float64Array(codes.rows * classes) }
  for (let fold = 0; fold < options.folds; fold++) {
    const test = labels.flatMap((_, i) => foldOf[i] === fold ? [i] : [])
    const train = labels.flatMap((_, i) => foldOf[i] === fold ? [] : [i])
    const known = takeRows(codes, train)
    const scaler = fitStandardScaler(known)
    const model = fitLogistic(standardize(known, scaler), train.map((i) => factor[i]!), { ...options, classes })
    const found = logisticProbabilities(model, standardize(takeRows(codes, test), scaler))
    test.forEach((i, t) => out.data.set(found.data.subarray(t * classes, (t + 1) * classes), i * classes))
  }
  return out
}

/**
 * Mean one-against-rest area under the ROC curve over the values of all factors: 0.5 when nothing can be read, 1 when
 * all can.
 *
 * The paper scores training tracks; we hold folds out, so that many codes are no advantage.
 * Shapes: `codes` [track, code], `factors` [track, factor] of integers. Throws a RangeError for a factor with one
 * value.
 * Source: Ridgeway & Mozer 2018, Learning deep disentangled embeddings (arXiv:1802.05312), §2.1.
 *
 * @example
 * ```ts
 * import { matrix, Random } from "partita/math"
 * import { explicitness } from "partita/metric"
 * const codes = matrix([[0], [0.1], [0.2], [5], [5.1], [5.2]])
 * const factors = matrix([[0], [0], [0], [1], [1], [1]])
 * const options = { folds: 3, penalty: 1, maxIterations: 100, tolerance: 1e-4, random: new Random(7) }
 * explicitness(codes, factors, options) // → 1
 * ```
 */
export const explicitness = (codes: Matrix, factors: Matrix, options: ExplicitnessOptions): number => {
  const areas = Array.from({ length: factors.cols }, (_, f) => {
    const { count, of } = clustersOf(columnOf(factors, f))
    if (count < 2) throw new RangeError(`factor ${f} has one value in all ${factors.rows} tracks; leave it out`)
    const found = heldOut(codes, of, count, { ...options, random: options.random.fork(f) })
    return Array.from({ length: count }, (_, c) => areaUnderRoc(columnOf(found, c), Array.from(of, (v) => v === c))!)
  }).flat()
  return areas.reduce((sum, area) => sum + area, 0) / areas.length
}
