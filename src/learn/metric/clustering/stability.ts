/** Whether clusters come back when some tracks are left out. Needs no labels. */
import type { Random } from "../../../math/random.ts"
import { absent, type Clusterer, drawSubsample, labelChosen, overlapRand } from "./subsample-labels.ts"

/**
 * `share` of the tracks goes into each of `repeats` subsamples, such as 0.8 and 20; `reference` [track] are the clusters
 * looked for, by default those of clustering all tracks once.
 */
export interface StabilityOptions {
  readonly reference?: Int32Array
  readonly tracks: number
  readonly share: number
  readonly repeats: number
  readonly random: Random
}

/**
 * One cluster of all tracks: how well it was found again, 0 … 1, and how often below 0.5, which counts as dissolved.
 */
export interface ClusterStability {
  readonly cluster: number
  readonly size: number
  readonly jaccard: number
  readonly dissolved: number
}

/**
 * `labels` [track] of all tracks; `ari` [pair of subsamples] on the tracks both hold, noise as one group, with their
 * mean, which is null where all tracks are one group: nothing was found that could come back.
 * `clusters` leave noise out. Hennig reads a mean Jaccard of 0.75 and more as stable, below 0.5 as dissolved.
 */
export interface Stability {
  readonly labels: Int32Array
  readonly ari: Float64Array
  readonly meanAri: number | null
  readonly clusters: ReadonlyArray<ClusterStability>
}

/** The largest Jaccard similarity of `cluster` with a cluster of the subsample, over the tracks it holds. */
const recovered = (cluster: number, labels: Int32Array, drawn: Int32Array): number => {
  const shared = new Map<number, number>()
  const sizes = new Map<number, number>()
  let own = 0
  drawn.forEach((found, i) => {
    if (found === absent) return
    const isOwn = labels[i] === cluster
    if (isOwn) own++
    if (found < 0) return // noise is no cluster
    sizes.set(found, (sizes.get(found) ?? 0) + 1)
    if (isOwn) shared.set(found, (shared.get(found) ?? 0) + 1)
  })
  return [...shared].reduce((best, [found, both]) => Math.max(best, both / (own + sizes.get(found)! - both)), 0)
}

/**
 * Looks for clusters of all tracks in clusterings of subsamples, each made anew.
 *
 * Throws a RangeError for a share outside (0, 1), subsamples of no track, or fewer than 2 repeats.
 * Source: Ben-Hur, Elisseeff & Guyon 2002 (pairs of subsamples); Hennig 2007, Cluster-wise assessment of cluster
 * stability (Jaccard), with subsets in place of bootstrap samples, whose repeated tracks would make clusters of their
 * own.
 *
 * @example
 * ```ts
 * import { kMeans } from "partita/cluster"
 * import { matrix, Random, takeRows } from "partita/math"
 * import { stability } from "partita/metric"
 * const x = matrix([[0], [1], [2], [20], [21], [22]])
 * const cluster = (tracks: Int32Array, random: Random) =>
 *   kMeans(takeRows(x, tracks), { k: 2, restarts: 3, maxIterations: 50, tolerance: 0, random }).labels
 * stability(cluster, { tracks: 6, share: 0.8, repeats: 4, random: new Random(7) }).meanAri // → 1
 * ```
 */
export const stability = (
  cluster: Clusterer,
  { random, reference, repeats, share, tracks }: StabilityOptions
): Stability => {
  const size = Math.round(share * tracks)
  if (!(share > 0 && share < 1) || size < 1 || repeats < 2) {
    throw new RangeError(
      `stability from ${repeats} subsamples of a share of ${share} of ${tracks} tracks; ` +
        "take at least 2, and a share between 0 and 1 that holds a track"
    )
  }
  const everyone = Int32Array.from({ length: tracks }, (_, i) => i)
  const labels = reference ?? labelChosen(cluster, tracks, everyone, random.fork("all"))
  const draws = Array.from({ length: repeats }, (_, r) => {
    const chosen = drawSubsample(tracks, size, random.fork(`tracks ${r}`))
    return labelChosen(cluster, tracks, chosen, random.fork(`clusters ${r}`))
  })
  const ari = Float64Array.from(draws.flatMap((a, i) => draws.slice(i + 1).map((b) => overlapRand(a, b))))
  const names = [...new Set(labels)].filter((name) => name >= 0).sort((a, b) => a - b)
  const clusters = names.map((name): ClusterStability => {
    const members = labels.reduce((count, label) => label === name ? count + 1 : count, 0)
    // a subsample that holds none of the cluster says nothing about it
    const telling = draws.filter((drawn) => drawn.some((found, i) => found !== absent && labels[i] === name))
    const found = telling.map((drawn) => recovered(name, labels, drawn))
    return {
      cluster: name,
      size: members,
      jaccard: found.reduce((sum, value) => sum + value, 0) / Math.max(1, found.length),
      dissolved: found.filter((value) => value < 0.5).length
    }
  })
  const meanAri = new Set(labels).size < 2 ? null : ari.reduce((sum, value) => sum + value, 0) / ari.length
  return { labels, ari, meanAri, clusters }
}
