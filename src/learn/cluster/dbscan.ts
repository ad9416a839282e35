/** Clusters as connected dense regions. Source: Ester, Kriegel, Sander & Xu 1996, A density-based algorithm. */
import { assertFinite } from "../../math/assert-finite.ts"
import type { Matrix } from "../../math/matrix.ts"
import { nearestNeighbours } from "../../math/nearest-neighbours.ts"
import { nearPairs } from "./near-pairs.ts"

/** A track is dense when `minSamples` tracks, itself counted, lie within `radius`. */
export interface DbscanOptions {
  readonly radius: number
  readonly minSamples: number
}

/** What DBSCAN finds. Shapes: `labels` [track], −1 for noise; clusters are numbered by their first dense track. */
export interface Dbscan {
  readonly labels: Int32Array
  readonly isDense: Uint8Array
  readonly clusters: number
}

const mostPairs = 2 ** 25 // kept, 256 MB; beyond that they are measured twice

/** Pairs as they come, until there are too many to keep. */
class Pairs {
  private data = new Int32Array(2 ** 16)
  private used = 0
  isComplete = true

  add(a: number, b: number): void {
    if (!this.isComplete) return
    if (this.used === this.data.length) {
      if (this.used >= 2 * mostPairs) {
        this.isComplete = false
        this.data = new Int32Array(0)
        return
      }
      const larger = new Int32Array(2 * this.used)
      larger.set(this.data)
      this.data = larger
    }
    this.data[this.used++] = a
    this.data[this.used++] = b
  }

  forEach(visit: (a: number, b: number) => void): void {
    for (let at = 0; at < this.used; at += 2) visit(this.data[at]!, this.data[at + 1]!)
  }
}

/** Numbers the connected parts of dense tracks by their first track; −1 elsewhere. */
const numberParts = (
  parent: Int32Array,
  isDense: Uint8Array
): { readonly labels: Int32Array; readonly parts: number } => {
  const labels = new Int32Array(parent.length).fill(-1)
  const numbers = new Map<number, number>()
  for (let i = 0; i < parent.length; i++) {
    if (isDense[i] === 0) continue
    const root = rootOf(parent, i)
    const number = numbers.get(root) ?? numbers.size
    numbers.set(root, number)
    labels[i] = number
  }
  return { labels, parts: numbers.size }
}

const rootOf = (parent: Int32Array, track: number): number => {
  let root = track
  while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!
  return root
}

/**
 * DBSCAN by Euclidean distance; a track on the border of two clusters goes to the first.
 *
 * Shapes: `x` [track, feature]. Throws a RangeError for a radius or count that is not positive, or data that are not
 * finite.
 *
 * @example
 * ```ts
 * import { dbscan } from "partita/cluster"
 * import { matrix } from "partita/math"
 * dbscan(matrix([[0], [1], [2], [50]]), { radius: 1.5, minSamples: 2 }).labels // → [0, 0, 0, -1]
 * ```
 */
export const dbscan = (x: Matrix, { minSamples, radius }: DbscanOptions): Dbscan => {
  if (!(radius > 0 && minSamples >= 1)) {
    throw new RangeError(`DBSCAN with radius ${radius} and ${minSamples} samples; both must be positive`)
  }
  assertFinite(x, "DBSCAN")
  const counts = new Int32Array(x.rows).fill(1)
  const pairs = new Pairs()
  nearPairs(x, radius, (a, b) => {
    counts[a]!++
    counts[b]!++
    pairs.add(a, b)
  })
  const eachPair = (visit: (a: number, b: number) => void): void =>
    pairs.isComplete ? pairs.forEach(visit) : nearPairs(x, radius, visit)
  const isDense = Uint8Array.from(counts, (count) => count >= minSamples ? 1 : 0)
  const parent = Int32Array.from({ length: x.rows }, (_, i) => i)
  const borders: Array<readonly [track: number, dense: number]> = []
  eachPair((a, b) => {
    if (isDense[a] === 1 && isDense[b] === 1) parent[rootOf(parent, a)] = rootOf(parent, b)
    else if (isDense[a] === 1) borders.push([b, a])
    else if (isDense[b] === 1) borders.push([a, b])
  })
  const { labels, parts } = numberParts(parent, isDense)
  for (const [track, dense] of borders) {
    if (labels[track] === -1 || labels[dense]! < labels[track]!) labels[track] = labels[dense]!
  }
  return { labels, isDense, clusters: parts }
}

/**
 * How dense the surroundings of each track are, and the radius that follows.
 * Shapes: `distances` [track], ascending: how far the farthest of `minSamples` tracks is, the track itself counted.
 */
export interface KDistances {
  readonly distances: Float64Array
  readonly radius: number
}

/**
 * A radius for DBSCAN without labels: the knee of the sorted distances, where the curve lies farthest below its chord.
 *
 * Shapes: `x` [track, feature]. Throws a RangeError unless `minSamples` is 2 … n.
 * Source: Satopää et al. 2011, Finding a "kneedle" in a haystack.
 *
 * @example
 * ```ts
 * import { dbscan, kDistanceKnee } from "partita/cluster"
 * import { matrix } from "partita/math"
 * const x = matrix([[0], [1], [2], [3], [50]])
 * const { radius } = kDistanceKnee(x, 2)
 * dbscan(x, { radius, minSamples: 2 }).labels // → [0, 0, 0, 0, -1]
 * ```
 */
export const kDistanceKnee = (x: Matrix, minSamples: number): KDistances => {
  if (!(minSamples >= 2 && minSamples <= x.rows)) {
    throw new RangeError(
      `a k-distance knee by ${minSamples} samples of ${x.rows} tracks; choose minSamples between 2 and ${x.rows}`
    )
  }
  const count = minSamples - 1
  const { distances: all } = nearestNeighbours(x, count)
  const distances = Float64Array.from({ length: x.rows }, (_, i) => all[(i + 1) * count - 1]!).sort()
  const [first, last] = [distances[0]!, distances[x.rows - 1]!]
  let knee = x.rows - 1
  let deepest = 0
  distances.forEach((distance, i) => {
    const depth = first + (last - first) * i / (x.rows - 1) - distance
    if (depth > deepest) {
      deepest = depth
      knee = i
    }
  })
  return { distances, radius: distances[knee]! }
}
