/** Ranks in which equal values share the mean of the places they take. */

/**
 * Ranks of values, equal ones sharing their mean. Shapes: `values` [i] → [i], the smallest has rank 1.
 *
 * @example
 * ```ts
 * import { averageRanks } from "partita/metric"
 * averageRanks([10, 30, 20, 20]) // → [1, 4, 2.5, 2.5]
 * ```
 */
export const averageRanks = (values: ArrayLike<number>): Float64Array => {
  const order = Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!)
  const ranks = new Float64Array(values.length)
  for (let from = 0; from < order.length;) {
    let to = from + 1
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++
    for (let t = from; t < to; t++) ranks[order[t]!] = (from + to + 1) / 2
    from = to
  }
  return ranks
}
