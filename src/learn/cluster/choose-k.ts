/** Choosing the number of clusters without labels. */
import type { Matrix } from "../../math/matrix.ts"
import type { Random } from "../../math/random.ts"
import { calinskiHarabasz } from "../metric/clustering/calinski-harabasz.ts"
import { silhouette } from "../metric/clustering/silhouette.ts"
import { type KMeans, kMeans, type KMeansOptions } from "./k-means.ts"

/** What K-Means gives for one k. */
export interface KCandidate {
  readonly k: number
  readonly silhouette: number
  readonly calinskiHarabasz: number
  readonly inertia: number
}

/** The candidates in order of k, the one chosen, by which rule, and its clustering. */
export interface ChosenK {
  readonly candidates: ReadonlyArray<KCandidate>
  readonly k: number
  readonly rule: string
  readonly clustering: KMeans
}

/**
 * The k from `smallest` to `largest` with the highest mean silhouette, the smaller one when equal.
 * Ranges beyond what n tracks allow (2 … n − 1) are cut; throws a RangeError when nothing is left.
 *
 * @example
 * ```ts
 * import { chooseK } from "partita/cluster"
 * import { matrix, Random } from "partita/math"
 * const x = matrix([[0], [1], [8], [9], [20], [21]])
 * const options = { restarts: 5, maxIterations: 100, tolerance: 0, random: new Random(7) }
 * chooseK(x, { smallest: 2, largest: 5 }, options).k // → 3
 * ```
 */
export const chooseK = (
  x: Matrix,
  range: { readonly smallest: number; readonly largest: number },
  options: Omit<KMeansOptions, "k" | "init" | "random"> & { readonly random: Random }
): ChosenK => {
  const from = Math.max(2, range.smallest)
  const to = Math.min(x.rows - 1, range.largest)
  if (from > to) {
    throw new RangeError(`no number of clusters between ${range.smallest} and ${range.largest} fits ${x.rows} tracks`)
  }
  const candidates: Array<KCandidate> = []
  let best: { readonly score: number; readonly k: number; readonly clustering: KMeans } | undefined
  for (let k = from; k <= to; k++) {
    const clustering = kMeans(x, { ...options, k, random: options.random.fork(k) })
    const isSplit = new Set(clustering.labels).size > 1 // duplicates can leave fewer distinct tracks than k
    const score = isSplit ? silhouette(x, clustering.labels) : -1
    const ratio = isSplit ? calinskiHarabasz(x, clustering.labels) : 0
    candidates.push({ k, silhouette: score, calinskiHarabasz: ratio, inertia: clustering.inertia })
    if (best === undefined || score > best.score) best = { score, k, clustering }
  }
  return { candidates, k: best!.k, rule: "the highest silhouette", clustering: best!.clustering }
}
