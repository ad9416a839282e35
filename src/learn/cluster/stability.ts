/**
 * How alike the clusterings of two overlapping subsamples are. The whole of stability, cluster by cluster:
 * src/learn/metric/clustering/stability.ts.
 * Source: Ben-Hur, Elisseeff & Guyon 2002, A stability based method for discovering structure in clustered data.
 */
import type { Random } from "../../math/random.ts"
import { type Clusterer, drawSubsample, labelChosen, overlapRand } from "../metric/clustering/subsample-labels.ts"

/** `share` of the tracks is drawn, without repetition, for each clustering; each repetition compares two. */
export interface StabilityOptions {
  readonly tracks: number
  readonly share: number
  readonly repetitions: number
  readonly random: Random
}

/**
 * Adjusted Rand index, per repetition, of two clusterings over the tracks that both have: 1 when all agree, about 0 when
 * only chance does. Shapes: → [repetition].
 *
 * Throws a RangeError unless the share leaves two tracks to cluster, and to compare.
 *
 * @example
 * ```ts
 * import { kMeans, stabilities } from "partita/cluster"
 * import { matrix, Random, takeRows } from "partita/math"
 * const x = matrix([[0], [1], [2], [20], [21], [22]])
 * const cluster = (tracks: Int32Array, random: Random) =>
 *   kMeans(takeRows(x, tracks), { k: 2, restarts: 3, maxIterations: 50, tolerance: 0, random }).labels
 * stabilities(cluster, { tracks: 6, share: 0.8, repetitions: 3, random: new Random(7) }) // → [1, 1, 1]
 * ```
 */
export const stabilities = (
  cluster: Clusterer,
  { random, repetitions, share, tracks }: StabilityOptions
): Float64Array => {
  const size = Math.floor(share * tracks)
  if (!(share <= 1 && 2 * size - tracks >= 2 && repetitions >= 1)) {
    throw new RangeError(
      `stability by ${repetitions} pairs of ${size} of ${tracks} tracks; give a larger share, at most 1, or more tracks`
    )
  }
  const labelled = (draw: Random): Int32Array =>
    labelChosen(cluster, tracks, drawSubsample(tracks, size, draw), draw.fork("cluster"))
  return Float64Array.from(
    { length: repetitions },
    (_, repetition) => overlapRand(labelled(random.fork(`${repetition} a`)), labelled(random.fork(`${repetition} b`)))
  )
}
