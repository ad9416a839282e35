/** How labels are spread over the tracks. */

/**
 * `counts` most frequent first; `majorityShare` of labelled tracks; `effective` number of classes: the exponential of
 * the entropy, equal to the number of classes when all are equally frequent. Without labels both are null.
 */
export interface ClassBalance {
  readonly labelled: number
  readonly unlabelled: number
  readonly counts: ReadonlyArray<{ readonly label: string; readonly count: number }>
  readonly majorityShare: number | null
  readonly effective: number | null
}

/**
 * How labels are spread over the tracks. Shapes: `labels` [track], null where none is known.
 *
 * @example
 * ```ts
 * import { classBalance } from "partita/audit"
 * const { effective, majorityShare, unlabelled } = classBalance(["rock", "rock", "folk", "folk", null])
 * unlabelled // → 1
 * majorityShare // → 0.5
 * effective // → 2
 * ```
 */
export const classBalance = (labels: ReadonlyArray<string | null>): ClassBalance => {
  const known = labels.filter((label) => label !== null)
  const counts = [...Map.groupBy(known, (label) => label)].map(([label, { length }]) => ({ label, count: length }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
  const entropy = counts.reduce((sum, { count }) => sum - count / known.length * Math.log(count / known.length), 0)
  return {
    labelled: known.length,
    unlabelled: labels.length - known.length,
    counts,
    majorityShare: counts[0] === undefined ? null : counts[0].count / known.length,
    effective: counts[0] === undefined ? null : Math.exp(entropy)
  }
}
