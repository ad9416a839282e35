/** Which terms tell a group of documents from the others. */
import { type Matrix, zeros } from "../../math/matrix.ts"

/** `weight` is the mean over the group's documents, `lift` how far it lies above the mean over all others. */
export interface TellingTerm {
  readonly term: number
  readonly weight: number
  readonly lift: number
}

/**
 * Per group the terms whose mean weight most exceeds that of the other documents, highest first; terms that do not
 * exceed it are left out, so that a group may have none. With one group, its heaviest terms.
 *
 * Shapes: `weights` [document, term]; `groups` [document], from 0, negative for documents left out.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { tellingTerms } from "partita/text"
 * const weights = matrix([[1, 0], [1, 0.5], [0, 1]]) // [document, term]
 * tellingTerms(weights, [0, 0, 1], 1).map((terms) => terms.map(({ term }) => term)) // → [[0], [1]]
 * ```
 */
export const tellingTerms = (
  weights: Matrix,
  groups: ArrayLike<number>,
  count: number
): ReadonlyArray<ReadonlyArray<TellingTerm>> => {
  const groupCount = Array.from(groups).reduce((most, group) => Math.max(most, group + 1), 0)
  const sums = zeros(groupCount, weights.cols)
  const sizes = new Int32Array(groupCount)
  const total = new Float64Array(weights.cols)
  for (let i = 0; i < weights.rows; i++) {
    const group = groups[i]!
    if (group < 0) continue
    sizes[group]! += 1
    for (let t = 0; t < weights.cols; t++) {
      const weight = weights.data[i * weights.cols + t]!
      sums.data[group * weights.cols + t]! += weight
      total[t]! += weight
    }
  }
  const documents = sizes.reduce((sum, size) => sum + size, 0)
  return Array.from(sizes, (size, group) => {
    if (size === 0) return []
    const others = documents - size
    return Array.from(total, (all, term): TellingTerm => {
      const sum = sums.data[group * weights.cols + term]!
      return { term, weight: sum / size, lift: sum / size - (others === 0 ? 0 : (all - sum) / others) }
    })
      .filter(({ lift }) => lift > 0)
      .sort((a, b) => b.lift - a.lift || a.term - b.term)
      .slice(0, count)
  })
}
