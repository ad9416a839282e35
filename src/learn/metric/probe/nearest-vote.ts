/** Classes by vote of the nearest known tracks: the kNN probe. Source: Cover & Hart 1967. */
import { assertFinite } from "../../../math/assert-finite.ts"
import { squaredDistance } from "../../../math/distance.ts"
import type { Matrix } from "../../../math/matrix.ts"

/** Known tracks and their classes. Shapes: `x` [track, feature], `labels` [track] in 0 … classes − 1. */
export interface KnownTracks {
  readonly x: Matrix
  readonly labels: ArrayLike<number>
  readonly classes: number
}

/**
 * The most frequent class among the `neighbours` nearest by Euclidean distance; of equally frequent ones that of the
 * nearest track. Shapes: `x` [track, feature] → [track]. Throws a RangeError for more neighbours than known tracks.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { nearestVote } from "partita/metric"
 * nearestVote(matrix([[2], [8]]), { x: matrix([[0], [1], [9]]), labels: [0, 0, 1], classes: 2 }, 1) // → [0, 1]
 * ```
 */
export const nearestVote = (x: Matrix, known: KnownTracks, neighbours: number): Int32Array => {
  if (!(neighbours >= 1 && neighbours <= known.x.rows)) {
    throw new RangeError(
      `${neighbours} neighbours of ${known.x.rows} known tracks; choose between 1 and ${known.x.rows}`
    )
  }
  assertFinite(x, "kNN probe")
  assertFinite(known.x, "kNN probe")
  const distances = new Float64Array(neighbours) // ascending, with the tracks they lead to
  const nearest = new Int32Array(neighbours)
  return Int32Array.from({ length: x.rows }, (_, i) => {
    distances.fill(Infinity)
    for (let j = 0; j < known.x.rows; j++) {
      const distance = squaredDistance(x.data, i * x.cols, known.x.data, j * x.cols, x.cols)
      let place = neighbours
      for (; place > 0 && distance < distances[place - 1]!; place--) {
        if (place === neighbours) continue
        distances[place] = distances[place - 1]!
        nearest[place] = nearest[place - 1]!
      }
      if (place === neighbours) continue
      distances[place] = distance
      nearest[place] = j
    }
    const votes = new Int32Array(known.classes)
    const voters = Array.from(nearest, (j) => known.labels[j]!)
    for (const label of voters) votes[label]!++
    const most = Math.max(...votes)
    return voters.find((label) => votes[label] === most)!
  })
}
