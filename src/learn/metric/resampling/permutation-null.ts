/** What a metric gives when labels and tracks have nothing to do with each other. */
import type { Random } from "../../../math/random.ts"
import { type Null, summarizeNull } from "./null.ts"

/** The labels in a random order: cluster sizes stay, membership does not. */
const shuffled = (labels: ArrayLike<number>, random: Random): Int32Array =>
  Int32Array.from(random.permutation(labels.length), (i) => labels[i]!)

/**
 * Null of `metric` under permutation of `labels`. Throws a RangeError for no permutations.
 * Source: Good 2005, Permutation, Parametric and Bootstrap Tests.
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { adjustedRand, permutationNull } from "partita/metric"
 * const truth = [0, 0, 0, 0, 1, 1, 1, 1]
 * const agreement = (labels: Int32Array) => adjustedRand(truth, labels)
 * const { p } = permutationNull(agreement, truth, { permutations: 99, better: "higher", random: new Random(7) })
 * p < 0.1 // → true
 * ```
 */
export const permutationNull = (
  metric: (labels: Int32Array) => number,
  labels: ArrayLike<number>,
  options: { readonly permutations: number; readonly better: "higher" | "lower"; readonly random: Random }
): Null => {
  const { better, permutations, random } = options
  const values = Float64Array.from({ length: permutations }, () => metric(shuffled(labels, random)))
  return summarizeNull(values, metric(Int32Array.from(labels)), better)
}
