/** What a space knows about labels: a simple classifier on frozen vectors, judged on tracks it has not seen. */
import { type Matrix, takeRows } from "../../../math/matrix.ts"
import type { Random } from "../../../math/random.ts"
import { fitStandardScaler, standardize } from "../../projection/standard-scaler.ts"
import { clustersOf } from "../clustering/clusters.ts"
import { majority } from "../clustering/majority.ts"
import { type ClassificationScores, classificationScores } from "./classification-scores.ts"
import { fitLogistic, logisticProbabilities } from "./logistic-regression.ts"
import { nearestVote } from "./nearest-vote.ts"
import { stratifiedGroupFolds } from "./stratified-group-folds.ts"

/** The classifier, with what it leaves open; `linear` as in logistic-regression.ts. */
export type ProbeKind =
  | { readonly kind: "linear"; readonly penalty: number; readonly maxIterations: number; readonly tolerance: number }
  | { readonly kind: "nearest"; readonly neighbours: number }

/** One entry per row of `x`; `groups` stay together when tracks are split, null is a group of its own. */
export interface ProbeTracks {
  readonly x: Matrix
  readonly labels: ReadonlyArray<number>
  readonly groups: ReadonlyArray<string | null>
}

/**
 * Scores over all held-out predictions, those of each fold, and those of always saying the class that is most
 * frequent over all: the one of a fold's known tracks is the rarest of its held-out ones where classes are equally large.
 * `predicted` [track]; `unconverged` counts folds whose descent was cut short.
 */
export interface ProbeResult extends ClassificationScores {
  readonly majority: ClassificationScores
  readonly folds: ReadonlyArray<ClassificationScores>
  readonly predicted: Int32Array
  readonly unconverged: number
}

interface Prediction {
  readonly classes: Int32Array
  readonly isConverged: boolean
}

const argmax = (values: Float64Array): number => {
  let best = 0
  values.forEach((value, c) => {
    if (value > values[best]!) best = c
  })
  return best
}

/** Classes of `x` after learning from `known`. */
const predict = (
  x: Matrix,
  known: { readonly x: Matrix; readonly labels: Int32Array; readonly classes: number },
  kind: ProbeKind
): Prediction => {
  if (kind.kind === "nearest") return { classes: nearestVote(x, known, kind.neighbours), isConverged: true }
  const model = fitLogistic(known.x, known.labels, { ...kind, classes: known.classes })
  const { cols, data } = logisticProbabilities(model, x)
  const classes = Int32Array.from({ length: x.rows }, (_, i) => argmax(data.subarray(i * cols, (i + 1) * cols)))
  return { classes, isConverged: model.isConverged }
}

/**
 * Cross-validation over stratified folds of whole groups; vectors are standardised by the training tracks of each fold.
 *
 * Throws a RangeError for labels of one class, for fewer groups than folds and for entries that are not finite.
 * Source: Alain & Bengio 2017, Understanding intermediate layers using linear classifier probes (arXiv:1610.01644).
 *
 * @example
 * ```ts
 * import { matrix, Random } from "partita/math"
 * import { probe } from "partita/metric"
 * const tracks = {
 *   x: matrix([[0], [1], [2], [20], [21], [22]]),
 *   labels: [0, 0, 0, 1, 1, 1],
 *   groups: [null, null, null, null, null, null]
 * }
 * probe(tracks, { kind: "nearest", neighbours: 1 }, { folds: 3, random: new Random(7) }).accuracy // → 1
 * ```
 */
export const probe = (
  { groups, labels, x }: ProbeTracks,
  kind: ProbeKind,
  { folds, random }: { readonly folds: number; readonly random: Random }
): ProbeResult => {
  if (labels.length !== x.rows) throw new RangeError(`${labels.length} labels for ${x.rows} tracks; pass one for each`)
  const { count: classes, of: truth } = clustersOf(labels)
  if (classes < 2) throw new RangeError(`a probe needs labels of at least 2 classes; there is ${classes}`)
  const foldOf = stratifiedGroupFolds({ labels: Array.from(truth), groups }, { folds, random })
  const predicted = new Int32Array(x.rows)
  let unconverged = 0
  const scores = Array.from({ length: folds }, (_, fold) => {
    const test = Array.from(foldOf.keys()).filter((i) => foldOf[i] === fold)
    const train = Array.from(foldOf.keys()).filter((i) => foldOf[i] !== fold)
    const trainX = takeRows(x, train)
    const scaler = fitStandardScaler(trainX)
    const known = { x: standardize(trainX, scaler), labels: Int32Array.from(train, (i) => truth[i]!), classes }
    const found = predict(standardize(takeRows(x, test), scaler), known, kind)
    if (!found.isConverged) unconverged++
    test.forEach((i, t) => {
      predicted[i] = found.classes[t]!
    })
    return classificationScores(test.map((i) => truth[i]!), found.classes)
  })
  const names = [...new Set(labels)].sort((a, b) => a - b)
  return {
    ...classificationScores(truth, predicted),
    majority: classificationScores(truth, new Int32Array(truth.length).fill(majority(truth))),
    folds: scores,
    predicted: predicted.map((c) => names[c]!),
    unconverged
  }
}
