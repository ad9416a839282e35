/** Choosing where to cut a dendrogram without labels. */
import type { Matrix } from "../../math/matrix.ts"
import { calinskiHarabasz } from "../metric/clustering/calinski-harabasz.ts"
import { silhouette } from "../metric/clustering/silhouette.ts"
import { cutDendrogram, type Dendrogram } from "./agglomerative.ts"
import type { KCandidate } from "./choose-k.ts"
import { inertiaOf } from "./inertia.ts"

/** The candidates in order of k, the one chosen and its labels. */
export interface ChosenCut {
  readonly candidates: ReadonlyArray<KCandidate>
  readonly k: number
  readonly rule: string
  readonly labels: Int32Array
}

/**
 * The cut into `smallest` to `largest` clusters with the highest mean silhouette, the smaller k when equal.
 * Ranges beyond what n tracks allow (2 … n − 1) are cut; throws a RangeError when nothing is left.
 *
 * @example
 * ```ts
 * import { agglomerate, chooseCut } from "partita/cluster"
 * import { matrix } from "partita/math"
 * const x = matrix([[0], [1], [8], [9], [20], [21]])
 * chooseCut(x, agglomerate(x, "ward"), { smallest: 2, largest: 5 }).k // → 3
 * ```
 */
export const chooseCut = (
  x: Matrix,
  tree: Dendrogram,
  range: { readonly smallest: number; readonly largest: number }
): ChosenCut => {
  const from = Math.max(2, range.smallest)
  const to = Math.min(x.rows - 1, range.largest)
  if (from > to) {
    throw new RangeError(`no number of clusters between ${range.smallest} and ${range.largest} fits ${x.rows} tracks`)
  }
  const cuts = Array.from({ length: to - from + 1 }, (_, at) => {
    const labels = cutDendrogram(tree, from + at)
    const [score, ratio] = [silhouette(x, labels), calinskiHarabasz(x, labels)]
    const candidate = { k: from + at, silhouette: score, calinskiHarabasz: ratio, inertia: inertiaOf(x, labels) }
    return { labels, candidate }
  })
  const best = cuts.reduce((most, cut) => cut.candidate.silhouette > most.candidate.silhouette ? cut : most)
  const candidates = cuts.map(({ candidate }) => candidate)
  return { candidates, k: best.candidate.k, rule: "the highest silhouette", labels: best.labels }
}
