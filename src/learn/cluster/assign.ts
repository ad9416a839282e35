/** Which cluster tracks belong to that the clustering has not seen. */
import { assertFinite } from "../../math/assert-finite.ts"
import { DistanceKernel } from "../../math/distance-kernel.ts"
import { type Matrix, row } from "../../math/matrix.ts"
import type { Components } from "./gaussian-components.ts"
import { responsibilitiesOf } from "./mixture-responsibilities.ts"

/**
 * New tracks among the clusters of others.
 *
 * Shapes: all [track]. `labels` −1 for noise; `distances`, Euclidean, to what decided: the centre, or the nearest track
 * of the cluster, or for noise the nearest track of all; `confidence` 0 … 1, 0 for noise.
 */
export interface AssignedTracks {
  readonly labels: Int32Array
  readonly distances: Float64Array
  readonly confidence: Float64Array
}

const blank = (tracks: number): AssignedTracks => ({
  labels: new Int32Array(tracks).fill(-1),
  distances: new Float64Array(tracks),
  confidence: new Float64Array(tracks)
})

const requireSameColumns = (x: Matrix, cols: number): void => {
  if (x.cols !== cols) throw new RangeError(`${x.cols} columns to assign, but the clusters have ${cols}`)
  assertFinite(x, "assignment")
}

/** Calls `visit` with each row of `x` and its squared distances to all rows of `to`. */
const eachDistances = (x: Matrix, to: Matrix, visit: (i: number, squared: Float64Array) => void): void => {
  const kernel = new DistanceKernel({ cols: x.cols, rows: x.rows, columns: to.rows })
  kernel.setRows(x.data, 0, x.rows)
  kernel.setColumns(to.data, 0, to.rows)
  for (let i = 0; i < x.rows; i++) {
    kernel.measure(i, 0, to.rows)
    visit(i, kernel.distances)
  }
}

/**
 * The nearest centre, the first when equally near. Confidence is how much nearer it is than the next, 1 − d₁ / d₂: 0 on
 * the border, 1 at the centre or when there is but one (a simplified silhouette).
 *
 * Shapes: `x` [track, feature], `centers` [k, feature]. Throws a RangeError for other columns or data that are not finite.
 *
 * @example
 * ```ts
 * import { assignToCentres } from "partita/cluster"
 * import { matrix } from "partita/math"
 * const { confidence, labels } = assignToCentres(matrix([[1], [5]]), matrix([[0], [10]]))
 * labels // → [0, 0]
 * confidence // → [0.889, 0]
 * ```
 */
export const assignToCentres = (x: Matrix, centers: Matrix): AssignedTracks => {
  requireSameColumns(x, centers.cols)
  if (centers.rows === 0) throw new RangeError("no centres to assign to; give those of a clustering")
  const out = blank(x.rows)
  eachDistances(x, centers, (i, squared) => {
    let [nearest, least, next] = [0, squared[0]!, Infinity]
    for (let c = 1; c < centers.rows; c++) {
      const distance = squared[c]!
      if (distance < least) [nearest, least, next] = [c, distance, least]
      else if (distance < next) next = distance
    }
    out.labels[i] = nearest
    out.distances[i] = Math.sqrt(least)
    out.confidence[i] = next > 0 ? 1 - Math.sqrt(least / next) : 0
  })
  return out
}

/**
 * The likeliest component of a mixture, its responsibility as confidence, and the distance to its mean.
 * Shapes: `x` [track, feature]. Throws a RangeError for other columns or data that are not finite.
 *
 * @example
 * ```ts
 * import { assignToMixture, gaussianMixture } from "partita/cluster"
 * import { matrix, Random } from "partita/math"
 * const { components } = gaussianMixture(matrix([[0], [1], [8], [9]]), {
 *   k: 2, covariance: "diag", restarts: 1, maxIterations: 50, tolerance: 1e-3, regularization: 1e-6,
 *   random: new Random(7)
 * })
 * const { labels } = assignToMixture(matrix([[0.5], [8.5]]), components)
 * labels[0] === labels[1] // → false
 * ```
 */
export const assignToMixture = (x: Matrix, components: Components): AssignedTracks => {
  const { means } = components
  requireSameColumns(x, means.cols)
  const out = blank(x.rows)
  const { responsibilities } = responsibilitiesOf(x, components)
  eachDistances(x, means, (i, squared) => {
    const shares = row(responsibilities, i)
    const label = shares.indexOf(Math.max(...shares))
    out.labels[i] = label
    out.distances[i] = Math.sqrt(squared[label]!)
    out.confidence[i] = shares[label]!
  })
  return out
}

/** `reach` is the largest distance from a track of the cluster at which one still belongs, such as DBSCAN's radius. */
export interface NeighbourVote {
  readonly neighbours: number
  readonly reach: number
}

/** Places of the `count` smallest of the first `length` values, nearest first, the first when equal. */
const smallest = (values: Float64Array, length: number, count: number): ReadonlyArray<number> => {
  const places: Array<number> = []
  for (let at = 0; at < length; at++) {
    if (places.length === count && values[at]! >= values[places[count - 1]!]!) continue
    if (places.length === count) places.pop()
    let slot = places.length
    while (slot > 0 && values[places[slot - 1]!]! > values[at]!) slot--
    places.splice(slot, 0, at)
  }
  return places
}

/**
 * The cluster most of the nearest labelled tracks are in, noise among them counted, the nearer when tied. For density
 * methods, agglomerative and spectral clustering, which have no centres. Confidence is the winner's share of the votes.
 *
 * Shapes: `x` [track, feature], `known` [labelled, feature], `labels` [labelled]. Throws a RangeError for other columns,
 * no labelled tracks, or data that are not finite.
 *
 * @example
 * ```ts
 * import { assignByNeighbours } from "partita/cluster"
 * import { matrix } from "partita/math"
 * const known = { x: matrix([[0], [1], [9]]), labels: [0, 0, 1] }
 * assignByNeighbours(matrix([[2], [30]]), known, { neighbours: 1, reach: 5 }).labels // → [0, -1]
 * ```
 */
export const assignByNeighbours = (
  x: Matrix,
  known: { readonly x: Matrix; readonly labels: ArrayLike<number> },
  { neighbours, reach }: NeighbourVote
): AssignedTracks => {
  requireSameColumns(x, known.x.cols)
  if (known.x.rows === 0 || known.labels.length !== known.x.rows || !(neighbours >= 1 && reach >= 0)) {
    throw new RangeError(
      `a vote of ${neighbours} neighbours within ${reach} among ${known.x.rows} tracks with ${known.labels.length} ` +
        "labels; give positive numbers and one label for each"
    )
  }
  const out = blank(x.rows)
  const count = Math.min(neighbours, known.x.rows)
  eachDistances(x, known.x, (i, squared) => {
    const voters = smallest(squared, known.x.rows, count)
    const votes = new Map<number, number>() // in order of distance: the nearer cluster wins a tie
    for (const voter of voters) votes.set(known.labels[voter]!, (votes.get(known.labels[voter]!) ?? 0) + 1)
    const [winner, share] = [...votes].reduce((most, vote) => vote[1] > most[1] ? vote : most)
    const nearest = voters.find((voter) => known.labels[voter] === winner)!
    const distance = Math.sqrt(squared[nearest]!)
    const isMember = winner >= 0 && distance <= reach
    out.labels[i] = isMember ? winner : -1
    out.distances[i] = isMember ? distance : Math.sqrt(squared[voters[0]!]!)
    out.confidence[i] = isMember ? share / voters.length : 0
  })
  return out
}
