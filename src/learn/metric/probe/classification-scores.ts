/** How often predicted classes are right. */

/** `macroF1` weighs all classes alike, whatever their size; both are 0 … 1. */
export interface ClassificationScores {
  readonly accuracy: number
  readonly macroF1: number
}

/**
 * Accuracy and macro F1 of predicted classes.
 *
 * Shapes: both [track]. A class that is never predicted, or never true, has an F1 of 0. Throws a RangeError for no
 * tracks.
 * Source of macro F1: Manning, Raghavan & Schütze 2008, IIR §13.6.
 *
 * @example
 * ```ts
 * import { classificationScores } from "partita/metric"
 * classificationScores([0, 0, 1, 1], [0, 0, 1, 0]) // → { accuracy: 0.75, macroF1: 0.733 }
 * ```
 */
export const classificationScores = (
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>
): ClassificationScores => {
  if (truth.length === 0 || truth.length !== predicted.length) {
    throw new RangeError(
      `${predicted.length} predictions for ${truth.length} tracks; pass one for each of at least one`
    )
  }
  const classes = new Map<number, { hits: number; total: number }>()
  const of = (label: number) => {
    const known = classes.get(label) ?? { hits: 0, total: 0 }
    classes.set(label, known)
    return known
  }
  let right = 0
  for (let i = 0; i < truth.length; i++) {
    of(truth[i]!).total++
    of(predicted[i]!).total++
    if (truth[i] !== predicted[i]) continue
    of(truth[i]!).hits++
    right++
  }
  // F1 = 2·hits / (times true + times predicted)
  const sum = [...classes.values()].reduce((total, { hits, total: count }) => total + 2 * hits / count, 0)
  return { accuracy: right / truth.length, macroF1: sum / classes.size }
}
