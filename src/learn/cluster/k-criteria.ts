/** What five criteria that need no labels say about the number of clusters of K-Means. */
import { type Matrix, takeRows } from "../../math/matrix.ts"
import type { Random } from "../../math/random.ts"
import { calinskiHarabasz } from "../metric/clustering/calinski-harabasz.ts"
import { silhouette } from "../metric/clustering/silhouette.ts"
import type { Clusterer } from "../metric/clustering/subsample-labels.ts"
import { elbow } from "./elbow.ts"
import { gapStatistic } from "./gap-statistic.ts"
import { kMeans, type KMeansOptions } from "./k-means.ts"
import { stabilities } from "./stability.ts"

/** One number of clusters. Undefined for one cluster are silhouette, Calinski–Harabasz and stability: null. */
export interface KCriterion {
  readonly k: number
  readonly inertia: number
  readonly silhouette: number | null
  readonly calinskiHarabasz: number | null
  readonly gap: number
  readonly gapError: number
  readonly stability: number | null
}

/** The k each criterion picks. */
export interface KPicks {
  readonly elbow: number
  readonly silhouette: number
  readonly calinskiHarabasz: number
  readonly gap: number
  readonly stability: number
}

/** `references` of the gap statistic; `repetitions` and `share` of the stability. */
export interface KCriteriaOptions extends Omit<KMeansOptions, "k" | "init" | "random"> {
  readonly largest: number
  readonly references: number
  readonly repetitions: number
  readonly share: number
  readonly random: Random
}

const criterionOf = (x: Matrix, k: number, options: KCriteriaOptions): Omit<KCriterion, "gap" | "gapError"> => {
  const { random, repetitions, share } = options
  const { inertia, labels } = kMeans(x, { ...options, k, random: random.fork(`k-means ${k}`) })
  if (new Set(labels).size < 2) {
    return { k, inertia, silhouette: null, calinskiHarabasz: null, stability: null }
  }
  const cluster: Clusterer = (tracks, draw) => kMeans(takeRows(x, tracks), { ...options, k, random: draw }).labels
  const draws = { tracks: x.rows, repetitions, share, random: random.fork(`stability ${k}`) }
  const agreements = stabilities(cluster, draws)
  return {
    k,
    inertia,
    silhouette: silhouette(x, labels),
    calinskiHarabasz: calinskiHarabasz(x, labels),
    stability: agreements.reduce((sum, agreement) => sum + agreement, 0) / repetitions
  }
}

/** The k with the highest value, the smallest when equal; 1 when no k has one. */
const highest = (rows: ReadonlyArray<KCriterion>, of: "silhouette" | "calinskiHarabasz" | "stability"): number => {
  const defined = rows.filter((row) => row[of] !== null)
  return defined.reduce((best, row) => best === undefined || row[of]! > best[of]! ? row : best, defined[0])?.k ?? 1
}

/**
 * Every criterion for k = 1 … `largest`, and the k each picks: the elbow of the inertia, the highest silhouette,
 * Calinski–Harabasz index and stability, and the gap rule.
 *
 * Shapes: `x` [track, feature]. Throws a RangeError unless `largest` is 2 … n − 1 and fits the subsamples too.
 *
 * @example
 * ```ts
 * import { kCriteria } from "partita/cluster"
 * import { matrix, Random } from "partita/math"
 * const x = matrix([[0], [0.1], [0.2], [9], [9.1], [9.2], [30], [30.1], [30.2]])
 * const { picks } = kCriteria(x, {
 *   largest: 5, references: 5, repetitions: 5, share: 0.8, restarts: 3, maxIterations: 50, tolerance: 0,
 *   random: new Random(7)
 * })
 * picks.silhouette // → 3
 * ```
 */
export const kCriteria = (
  x: Matrix,
  options: KCriteriaOptions
): { readonly rows: ReadonlyArray<KCriterion>; readonly picks: KPicks } => {
  const { largest, random, references, share } = options
  const most = Math.min(x.rows - 1, Math.floor(share * x.rows))
  if (!(largest >= 2 && largest <= most)) {
    throw new RangeError(`criteria up to ${largest} clusters of ${x.rows} tracks; choose between 2 and ${most}`)
  }
  const gap = gapStatistic(x, {
    largest,
    references,
    random: random.fork("gap"),
    inertiaOf: (part, k, draw) => kMeans(part, { ...options, k, random: draw }).inertia
  })
  const rows = Array.from({ length: largest }, (_, at) => ({
    ...criterionOf(x, at + 1, options),
    gap: gap.gaps[at]!,
    gapError: gap.errors[at]!
  }))
  return {
    rows,
    picks: {
      elbow: rows[elbow(rows.map(({ k }) => k), rows.map(({ inertia }) => inertia))]!.k,
      silhouette: highest(rows, "silhouette"),
      calinskiHarabasz: highest(rows, "calinskiHarabasz"),
      gap: gap.k,
      stability: highest(rows, "stability")
    }
  }
}
