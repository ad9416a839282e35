/**
 * Agglomerative clustering by nearest-neighbour chains.
 * Source: Müllner 2011, Modern hierarchical, agglomerative clustering algorithms (arXiv:1109.2378).
 */
import { assertFinite } from "../../math/assert-finite.ts"
import { DistanceKernel } from "../../math/distance-kernel.ts"
import type { Matrix } from "../../math/matrix.ts"
import { reachabilityTree } from "./reachability-tree.ts"

/** How far apart two clusters are. */
export type Linkage = "ward" | "average" | "complete" | "single"

/** The n − 1 merges, lowest first: one track of each of the two clusters, and the height they meet at. */
export interface Dendrogram {
  readonly left: Int32Array
  readonly right: Int32Array
  readonly heights: Float64Array
}

interface Merge {
  readonly left: number
  readonly right: number
  readonly height: number
}

type Pair = readonly [a: number, b: number, height: number]

const mostTracks = 20_000 // 1.6 GB of distances

/**
 * The clusters left, in place order, and the distances of all pairs of places i < j; row i's start at `starts[i] + i + 1`.
 * Ward's are squared, as its update needs. A merged cluster keeps its place, with size 0, until the next packing.
 */
interface Clusters {
  places: number
  readonly values: Float64Array
  readonly starts: Float64Array
  readonly sizes: Int32Array
  readonly tracks: Int32Array // one of each cluster
}

const placeRows = ({ places, starts }: Clusters): void => {
  for (let i = 0; i < places; i++) starts[i] = i * places - i * (i + 1) / 2 - i - 1
}

const singletons = (x: Matrix, isSquared: boolean): Clusters => {
  const { cols, data, rows } = x
  const clusters: Clusters = {
    places: rows,
    values: new Float64Array(rows * (rows - 1) / 2),
    starts: new Float64Array(rows),
    sizes: new Int32Array(rows).fill(1),
    tracks: Int32Array.from({ length: rows }, (_, i) => i)
  }
  placeRows(clusters)
  const { starts, values } = clusters
  const kernel = new DistanceKernel({ cols, rows, columns: rows })
  kernel.setRows(data, 0, rows)
  kernel.setColumns(data, 0, rows)
  for (let i = 0; i < rows; i++) {
    kernel.measure(i, i - i % 8, rows)
    const start = starts[i]!
    for (let j = i + 1; j < rows; j++) {
      values[start + j] = isSquared ? kernel.distances[j]! : Math.sqrt(kernel.distances[j]!)
    }
  }
  return clusters
}

/** Moves what is left to the front, where it is near in memory; returns the new places of the chain. */
const pack = (clusters: Clusters, chain: ReadonlyArray<number>): Array<number> => {
  const { sizes, starts, tracks, values } = clusters
  const kept = [...sizes.subarray(0, clusters.places).keys()].filter((place) => sizes[place]! > 0)
  let to = 0
  kept.forEach((from, at) => { // every value moves to a lower place, in order
    const start = starts[from]!
    for (let next = at + 1; next < kept.length; next++) values[to++] = values[start + kept[next]!]!
  })
  const placeOf = new Map(kept.map((from, at) => [from, at]))
  kept.forEach((from, at) => {
    sizes[at] = sizes[from]!
    tracks[at] = tracks[from]!
  })
  clusters.places = kept.length
  placeRows(clusters)
  return chain.map((place) => placeOf.get(place)!)
}

const between = (starts: Float64Array, i: number, j: number): number => i < j ? starts[i]! + j : starts[j]! + i

/** Distance of a third cluster to the union of two. Source: Lance & Williams 1967. */
const unite = (
  linkage: Linkage,
  toA: number,
  toB: number,
  apart: number,
  sizeA: number,
  sizeB: number,
  size: number
): number => {
  switch (linkage) {
    case "ward":
      return ((sizeA + size) * toA + (sizeB + size) * toB - size * apart) / (sizeA + sizeB + size)
    case "average":
      return (sizeA * toA + sizeB * toB) / (sizeA + sizeB)
    case "complete":
      return Math.max(toA, toB)
    case "single":
      return Math.min(toA, toB)
  }
}

/** Follows nearest neighbours until two clusters are each other's; the chain's end is extended in place. */
const closestPair = (chain: Array<number>, { places, sizes, starts, values }: Clusters): number => {
  if (chain.length === 0) chain.push(sizes.findIndex((size) => size > 0))
  for (;;) {
    const tip = chain[chain.length - 1]!
    const before = chain[chain.length - 2]
    let nearest = before ?? -1
    let least = before === undefined ? Infinity : values[between(starts, tip, before)]!
    for (let other = 0; other < tip; other++) {
      if (sizes[other] === 0) continue
      const distance = values[starts[other]! + tip]!
      if (distance < least || nearest === -1) {
        least = distance
        nearest = other
      }
    }
    const start = starts[tip]!
    for (let other = tip + 1; other < places; other++) {
      if (sizes[other] === 0) continue
      const distance = values[start + other]!
      if (distance < least || nearest === -1) {
        least = distance
        nearest = other
      }
    }
    if (nearest === before) return least
    chain.push(nearest)
  }
}

/** Cluster `b` takes in `a`. */
const merge = ({ places, sizes, starts, values }: Clusters, linkage: Linkage, [a, b, height]: Pair): void => {
  const [sizeA, sizeB] = [sizes[a]!, sizes[b]!]
  sizes[a] = 0
  for (let other = 0; other < places; other++) {
    const size = sizes[other]!
    if (size === 0 || other === b) continue
    const at = between(starts, b, other)
    values[at] = unite(linkage, values[between(starts, a, other)]!, values[at]!, height, sizeA, sizeB, size)
  }
  sizes[b] = sizeA + sizeB
}

const mergeAll = (x: Matrix, linkage: Linkage): Array<Merge> => {
  const clusters = singletons(x, linkage === "ward")
  const { tracks } = clusters
  const merges: Array<Merge> = []
  let chain: Array<number> = []
  for (let left = x.rows; left > 1; left--) {
    if (left < 0.8 * clusters.places) chain = pack(clusters, chain)
    const height = closestPair(chain, clusters)
    const [p, q] = [chain.pop()!, chain.pop()!]
    const [a, b] = [Math.min(p, q), Math.max(p, q)]
    merges.push({ left: tracks[a]!, right: tracks[b]!, height: linkage === "ward" ? Math.sqrt(height) : height })
    merge(clusters, linkage, [a, b, height])
  }
  return merges.sort((p, q) => p.height - q.height) // stable: equal heights keep the order they were found in
}

/**
 * Merges tracks into one cluster, nearest first, by Euclidean distance. Single linkage is the minimum spanning tree.
 *
 * Shapes: `x` [track, feature]. Takes 4·n² bytes, but for single linkage; throws a RangeError for more than 20 000
 * tracks, none, or data that are not finite.
 *
 * @example
 * ```ts
 * import { agglomerate } from "partita/cluster"
 * import { matrix } from "partita/math"
 * agglomerate(matrix([[0], [1], [9]]), "single").heights // → [1, 8]
 * ```
 */
export const agglomerate = (x: Matrix, linkage: Linkage): Dendrogram => {
  const n = x.rows
  if (n < 1 || n > mostTracks) {
    throw new RangeError(`agglomerative clustering of ${n} tracks; give it 1 to ${mostTracks}, or use K-Means`)
  }
  assertFinite(x, "agglomerative clustering")
  if (linkage === "single") {
    const { left, right, weights } = reachabilityTree(x, 1)
    return { left, right, heights: weights }
  }
  const merges = mergeAll(x, linkage)
  return {
    left: Int32Array.from(merges, ({ left }) => left),
    right: Int32Array.from(merges, ({ right }) => right),
    heights: Float64Array.from(merges, ({ height }) => height)
  }
}

/**
 * Labels of the `k` clusters left after the lowest merges, numbered by first track.
 * Shapes: → [track]. Throws a RangeError unless k is 1 … n.
 *
 * @example
 * ```ts
 * import { agglomerate, cutDendrogram } from "partita/cluster"
 * import { matrix } from "partita/math"
 * cutDendrogram(agglomerate(matrix([[0], [1], [9]]), "ward"), 2) // → [0, 0, 1]
 * ```
 */
export const cutDendrogram = ({ left, right }: Dendrogram, k: number): Int32Array => {
  const n = left.length + 1
  if (!(k >= 1 && k <= n)) throw new RangeError(`${k} clusters of ${n} tracks; choose k between 1 and ${n}`)
  const parent = Int32Array.from({ length: n }, (_, i) => i)
  const rootOf = (track: number): number => {
    let root = track
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!
    return root
  }
  for (let merge = 0; merge < n - k; merge++) parent[rootOf(left[merge]!)] = rootOf(right[merge]!)
  const numbers = new Map<number, number>()
  return Int32Array.from({ length: n }, (_, i) => {
    const root = rootOf(i)
    if (!numbers.has(root)) numbers.set(root, numbers.size)
    return numbers.get(root)!
  })
}
