/** The two sides of mutual information. Source: Rosenberg & Hirschberg 2007, V-measure. */
import { contingency } from "./contingency.ts"
import { entropy, mutual } from "./mutual-information.ts"

/**
 * Share of the classes' entropy that the clusters explain: 1 when every cluster holds one class, or there is only one
 * class; grows with the number of clusters. Throws a RangeError when the labellings differ in length.
 *
 * @example
 * ```ts
 * import { homogeneity } from "partita/metric"
 * homogeneity([0, 0, 1, 1], [0, 1, 2, 3]) // → 1
 * ```
 */
export const homogeneity = (truth: ArrayLike<number>, labels: ArrayLike<number>): number => {
  const table = contingency(truth, labels)
  return table.rows.length <= 1 ? 1 : mutual(table) / entropy(table.rows, table.total)
}

/**
 * Homogeneity with the two swapped: 1 when every class lies in one cluster. Same failures.
 *
 * @example
 * ```ts
 * import { completeness } from "partita/metric"
 * completeness([0, 0, 1, 1], [0, 1, 2, 3]) // → 0.5
 * ```
 */
export const completeness = (truth: ArrayLike<number>, labels: ArrayLike<number>): number => homogeneity(labels, truth)
