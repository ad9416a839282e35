/** Clusters as connected dense regions. Source: Ester, Kriegel, Sander & Xu 1996, A density-based algorithm. */
import { assertFinite } from "../math/assert-finite.ts"
import { DistanceKernel } from "../math/distance-kernel.ts"
import type { Matrix } from "../math/matrix.ts"
import { nearestNeighbours } from "../math/nearest-neighbours.ts"

/** A track is dense when `minSamples` tracks, itself counted, lie within `radius`. */
export interface DbscanOptions {
  readonly radius: number
  readonly minSamples: number
}

/** Shapes: `labels` [track], −1 for noise; clusters are numbered by their first dense track. */
export interface Dbscan {
  readonly labels: Int32Array
  readonly isDense: Uint8Array
  readonly clusters: number
}

/** Puts the numbers of all tracks within a distance of track `i` into `out`; returns how many. */
const within = (kernel: DistanceKernel, i: number, radius: number, out: Int32Array): number => {
  kernel.measure(i, 0, out.length)
  let count = 0
  for (let j = 0; j < out.length; j++) if (Math.sqrt(kernel.distances[j]!) <= radius) out[count++] = j
  return count
}

/**
 * DBSCAN by Euclidean distance, all pairs compared; a track on the border of two clusters goes to the first.
 *
 * Shapes: `x` [track, feature]. Throws a RangeError for a radius or count that is not positive, or data that are not
 * finite.
 */
export const dbscan = (x: Matrix, { minSamples, radius }: DbscanOptions): Dbscan => {
  if (!(radius > 0 && minSamples >= 1)) {
    throw new RangeError(`DBSCAN with radius ${radius} and ${minSamples} samples; both must be positive`)
  }
  assertFinite(x, "DBSCAN")
  const { cols, data, rows } = x
  const kernel = new DistanceKernel({ cols, rows, columns: rows })
  kernel.setRows(data, 0, rows)
  kernel.setColumns(data, 0, rows)
  const near = new Int32Array(rows)
  const isDense = Uint8Array.from(
    { length: rows },
    (_, i) => within(kernel, i, radius, near) >= minSamples ? 1 : 0
  )
  const labels = new Int32Array(rows).fill(-1)
  const queue: Array<number> = []
  let clusters = 0
  for (let seed = 0; seed < rows; seed++) {
    if (labels[seed] !== -1 || isDense[seed] === 0) continue
    labels[seed] = clusters
    queue.push(seed)
    for (let track = queue.pop(); track !== undefined; track = queue.pop()) {
      const count = within(kernel, track, radius, near)
      for (const other of near.subarray(0, count)) {
        if (labels[other] !== -1) continue
        labels[other] = clusters
        if (isDense[other] === 1) queue.push(other)
      }
    }
    clusters++
  }
  return { labels, isDense, clusters }
}

/** Shapes: `distances` [track], ascending: how far the farthest of `minSamples` tracks is, the track itself counted. */
export interface KDistances {
  readonly distances: Float64Array
  readonly radius: number
}

/**
 * A radius for DBSCAN without labels: the knee of the sorted distances, where the curve lies farthest below its chord.
 *
 * Shapes: `x` [track, feature]. Throws a RangeError unless `minSamples` is 2 … n.
 * Source: Satopää et al. 2011, Finding a "kneedle" in a haystack.
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
