/**
 * The minimum spanning tree of mutual reachability, from which HDBSCAN reads its clusters.
 * Source: Campello, Moulavi & Sander 2013, Density-based clustering based on hierarchical density estimates; Prim 1957.
 */
import { DistanceKernel } from "../../math/distance-kernel.ts"
import type { Matrix } from "../../math/matrix.ts"
import { nearestNeighbours } from "../../math/nearest-neighbours.ts"

/** n − 1 edges in ascending order of weight, and the core distance of every track. */
export interface ReachabilityTree {
  readonly left: Int32Array
  readonly right: Int32Array
  readonly weights: Float64Array
  readonly coreDistances: Float64Array
}

/** Distance of every track to the farthest of its `minSamples` nearest, itself counted. */
const coreDistancesOf = (x: Matrix, minSamples: number): Float64Array => {
  const count = minSamples - 1
  if (count === 0) return new Float64Array(x.rows)
  const { distances } = nearestNeighbours(x, count)
  return Float64Array.from({ length: x.rows }, (_, i) => distances[(i + 1) * count - 1]!)
}

/** Tracks not yet in the tree; those just taken stay, at infinite distance, until the next packing. */
interface Outside {
  count: number
  readonly tracks: Int32Array
  readonly core: Float64Array // squared
  readonly best: Float64Array // squared reachability from the tree
  readonly from: Int32Array
}

const taken = Infinity

/** Drops what was taken, so that distances to it are no longer measured. */
const pack = ({ best, core, count, from, tracks }: Outside): number => {
  let kept = 0
  for (let at = 0; at < count; at++) {
    if (core[at] === taken) continue
    tracks[kept] = tracks[at]!
    core[kept] = core[at]!
    best[kept] = best[at]!
    from[kept++] = from[at]!
  }
  return kept
}

const fillColumns = (kernel: DistanceKernel, x: Matrix, { count, tracks }: Outside, packed: Float64Array): void => {
  for (let at = 0; at < count; at++) {
    const start = tracks[at]! * x.cols
    packed.set(x.data.subarray(start, start + x.cols), at * x.cols)
  }
  kernel.setColumns(packed, 0, count)
}

/** Lets `track` shorten the ways to those outside; returns the place of the nearest of them, the first when equal. */
const reach = (outside: Outside, distances: Float64Array, track: number, own: number): number => {
  const { best, core, count, from } = outside
  let least = Infinity
  let nearest = -1
  for (let at = 0; at < count; at++) {
    const way = Math.max(distances[at]!, core[at]!, own)
    let shortest = best[at]!
    if (way < shortest) {
      best[at] = shortest = way
      from[at] = track
    }
    if (shortest < least) {
      least = shortest
      nearest = at
    }
  }
  return nearest
}

/**
 * Prim's algorithm over all pairs, whose weight is the largest of their distance and both core distances.
 *
 * Shapes: `x` [track, feature]. `minSamples`: 1 … n, the track itself counted.
 */
export const reachabilityTree = (x: Matrix, minSamples: number): ReachabilityTree => {
  const n = x.rows
  const coreDistances = coreDistancesOf(x, minSamples)
  const kernel = new DistanceKernel({ cols: x.cols, rows: n, columns: n })
  kernel.setRows(x.data, 0, n)
  const squared = coreDistances.map((distance) => distance * distance)
  const outside: Outside = {
    count: n - 1,
    tracks: Int32Array.from({ length: n - 1 }, (_, i) => i + 1),
    core: squared.slice(1),
    best: new Float64Array(n - 1).fill(Infinity),
    from: new Int32Array(n - 1)
  }
  const packed = new Float64Array((n - 1) * x.cols)
  fillColumns(kernel, x, outside, packed)
  const edges: Array<{ readonly left: number; readonly right: number; readonly weight: number }> = []
  let track = 0
  for (let left = n - 1; left > 0; left--) {
    if (left < outside.count * 0.9) {
      outside.count = pack(outside)
      fillColumns(kernel, x, outside, packed)
    }
    kernel.measure(track, 0, outside.count)
    const nearest = reach(outside, kernel.distances, track, squared[track]!)
    track = outside.tracks[nearest]!
    edges.push({ left: outside.from[nearest]!, right: track, weight: Math.sqrt(outside.best[nearest]!) })
    outside.core[nearest] = outside.best[nearest] = taken
  }
  edges.sort((a, b) => a.weight - b.weight) // stable: equal weights keep the order they were found in
  return {
    left: Int32Array.from(edges, ({ left }) => left),
    right: Int32Array.from(edges, ({ right }) => right),
    weights: Float64Array.from(edges, ({ weight }) => weight),
    coreDistances
  }
}
