/**
 * How alike the clusterings of overlapping subsamples are.
 * Source: Ben-Hur, Elisseeff & Guyon 2002, A stability based method for discovering structure in clustered data.
 */
import { type Matrix, takeRows } from "../math/matrix.ts"
import type { Random } from "../math/random.ts"
import { adjustedRand } from "../metric/adjusted-rand.ts"

/** `share` of the tracks is drawn, without repetition, for each clustering; each repetition compares two. */
export interface StabilityOptions {
  readonly share: number
  readonly repetitions: number
  readonly random: Random
  readonly cluster: (x: Matrix, random: Random) => ArrayLike<number>
}

const absent = -2 // unlike noise, −1, which is a result

/**
 * Adjusted Rand index, per repetition, of two clusterings over the tracks that both have: 1 when all agree, about 0 when
 * only chance does. Shapes: `x` [track, feature] → [repetition].
 *
 * Throws a RangeError unless the share leaves two tracks to cluster, and to compare.
 */
export const stabilities = (x: Matrix, { cluster, random, repetitions, share }: StabilityOptions): Float64Array => {
  const size = Math.floor(share * x.rows)
  if (!(share <= 1 && 2 * size - x.rows >= 2 && repetitions >= 1)) {
    throw new RangeError(
      `stability by ${repetitions} pairs of ${size} of ${x.rows} tracks; give a larger share, at most 1, or more tracks`
    )
  }
  const labelled = (draw: Random): Int32Array => {
    const rows = draw.permutation(x.rows).subarray(0, size).sort()
    const found = cluster(takeRows(x, rows), draw.fork("cluster"))
    const labels = new Int32Array(x.rows).fill(absent)
    rows.forEach((row, at) => labels[row] = found[at]!)
    return labels
  }
  return Float64Array.from({ length: repetitions }, (_, repetition) => {
    const a = labelled(random.fork(`${repetition} a`))
    const b = labelled(random.fork(`${repetition} b`))
    const both = [...a.keys()].filter((row) => a[row] !== absent && b[row] !== absent)
    return adjustedRand(both.map((row) => a[row]!), both.map((row) => b[row]!))
  })
}
