/** Splits that keep every group whole, such as an artist's tracks, and each class about equally often in each fold. */
import type { Random } from "../../../math/random.ts"

/** One entry per track; a track without a group is one of its own. */
export interface GroupedLabels {
  readonly labels: ReadonlyArray<number>
  readonly groups: ReadonlyArray<string | null>
}

interface Group {
  readonly tracks: ReadonlyArray<number>
  readonly counts: Float64Array
  readonly spread: number
}

const deviation = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  const mean = sum / values.length
  let square = 0
  for (let i = 0; i < values.length; i++) square += (values[i]! - mean) ** 2
  return Math.sqrt(square / values.length)
}

const groupsOf = ({ groups, labels }: GroupedLabels, classes: number, random: Random): ReadonlyArray<Group> => {
  const members = [...Map.groupBy(labels.keys(), (i) => groups[i] ?? i).values()]
  const shuffled = Array.from(random.permutation(members.length), (m) => members[m]!)
  return shuffled.map((tracks) => {
    const counts = new Float64Array(classes)
    for (const i of tracks) counts[labels[i]!]!++
    return { tracks, counts, spread: deviation(counts) }
  }).sort((a, b) => b.spread - a.spread) // stable: equal spreads stay shuffled
}

/**
 * The fold of every track, 0 … folds − 1: groups, the most uneven first, go where classes become spread most evenly
 * over the folds, then where there are fewest tracks.
 *
 * `labels` count from 0. Throws a RangeError for fewer than 2 folds or fewer groups than folds.
 * Source: scikit-learn's StratifiedGroupKFold; for why groups: Pampalk, Flexer & Widmer 2005, Improvements of
 * audio-based music similarity and genre classification.
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { stratifiedGroupFolds } from "partita/metric"
 * const data = { labels: [0, 0, 1, 1], groups: ["a", "b", "a", "b"] }
 * const folds = stratifiedGroupFolds(data, { folds: 2, random: new Random(7) })
 * folds[0] === folds[2] // → true
 * ```
 */
export const stratifiedGroupFolds = (
  data: GroupedLabels,
  { folds, random }: { readonly folds: number; readonly random: Random }
): Int32Array => {
  const { groups, labels } = data
  if (groups.length !== labels.length) throw new RangeError(`${groups.length} groups for ${labels.length} tracks`)
  const classes = labels.reduce((most, label) => Math.max(most, label + 1), 0)
  const sorted = groupsOf(data, classes, random)
  if (!(folds >= 2 && folds <= sorted.length)) {
    throw new RangeError(`${folds} folds of ${sorted.length} groups; choose between 2 and ${sorted.length} folds`)
  }
  const totals = new Float64Array(classes)
  for (const label of labels) totals[label]!++
  const filled = Array.from({ length: folds }, () => new Float64Array(classes))
  const sizes = new Int32Array(folds)
  const shares = new Float64Array(folds)
  const out = new Int32Array(labels.length)
  for (const { counts, tracks } of sorted) {
    let best = 0
    let least = Infinity
    for (let f = 0; f < folds; f++) {
      let uneven = 0
      for (let c = 0; c < classes; c++) {
        if (totals[c] === 0) continue
        for (let g = 0; g < folds; g++) shares[g] = (filled[g]![c]! + (g === f ? counts[c]! : 0)) / totals[c]!
        uneven += deviation(shares) / classes
      }
      const isEqual = Math.abs(uneven - least) <= 1e-12
      if (isEqual ? sizes[f]! < sizes[best]! : uneven < least) {
        best = f
        least = uneven
      }
    }
    counts.forEach((count, c) => filled[best]![c]! += count)
    sizes[best]! += tracks.length
    for (const i of tracks) out[i] = best
  }
  return out
}
