/** Share of tracks that carry the most frequent label of their cluster. Source: Manning et al. 2008, IIR §16.3. */
import { contingency } from "./contingency.ts"

/**
 * Share of tracks that carry the most frequent label of their cluster: 1 when every cluster is pure; grows with the
 * number of clusters, so read it beside its null.
 *
 * @example
 * ```ts
 * import { purity } from "partita/metric"
 * purity([0, 0, 1, 1], [0, 0, 0, 1]) // → 0.75
 * ```
 */
export const purity = (truth: ArrayLike<number>, labels: ArrayLike<number>): number => {
  const { cells, cols, rows, total } = contingency(truth, labels)
  let hits = 0
  for (let j = 0; j < cols.length; j++) {
    let most = 0
    for (let i = 0; i < rows.length; i++) most = Math.max(most, cells[i * cols.length + j]!)
    hits += most
  }
  return total === 0 ? 0 : hits / total
}
