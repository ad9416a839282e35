/**
 * Agglomerative clustering by nearest-neighbour chains.
 * Source: Müllner 2011, Modern hierarchical, agglomerative clustering algorithms (arXiv:1109.2378).
 */
import { assertFinite } from "../math/assert-finite.ts"
import { DistanceKernel } from "../math/distance-kernel.ts"
import type { Matrix } from "../math/matrix.ts"

/** How far apart two clusters are. */
export type Linkage = "ward" | "average" | "complete" | "single"

/** The n − 1 merges, lowest first: one track of each of the two clusters, and the height they meet at. */
export interface Dendrogram {
  readonly left: Int32Array
  readonly right: Int32Array
  readonly heights: Float64Array
}

const mostTracks = 20_000 // 1.6 GB of distances

/** Distances of all pairs i < j; row i starts at `starts[i] + i + 1`. Ward's are squared, as its update needs. */
interface Distances {
  readonly values: Float64Array
  readonly starts: Float64Array
}

const pairDistances = (x: Matrix, isSquared: boolean): Distances => {
  const { cols, data, rows } = x
  const values = new Float64Array(rows * (rows - 1) / 2)
  const starts = Float64Array.from({ length: rows }, (_, i) => i * rows - i * (i + 1) / 2 - i - 1)
  const kernel = new DistanceKernel({ cols, rows, columns: rows })
  kernel.setRows(data, 0, rows)
  kernel.setColumns(data, 0, rows)
  for (let i = 0; i < rows; i++) {
    kernel.measure(i, i - i % 8, rows)
    for (let j = i + 1; j < rows; j++) {
      values[starts[i]! + j] = isSquared ? kernel.distances[j]! : Math.sqrt(kernel.distances[j]!)
    }
  }
  return { values, starts }
}

const place = (starts: Float64Array, i: number, j: number): number => i < j ? starts[i]! + j : starts[j]! + i

/** Distance of a third cluster to the union of `a` and `b`. Source: Lance & Williams 1967. */
const unite = (
  linkage: Linkage,
  [toA, toB, apart]: readonly [number, number, number],
  [sizeA, sizeB, size]: readonly [number, number, number]
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
const closestPair = (chain: Array<number>, active: ReadonlyArray<number>, { starts, values }: Distances): number => {
  if (chain.length === 0) chain.push(active[0]!)
  for (;;) {
    const tip = chain[chain.length - 1]!
    const before = chain[chain.length - 2]
    let nearest = before ?? -1
    let least = before === undefined ? Infinity : values[place(starts, tip, before)]!
    for (const other of active) {
      if (other === tip) continue
      const distance = values[place(starts, tip, other)]!
      if (distance < least || nearest === -1) {
        least = distance
        nearest = other
      }
    }
    if (nearest === before) return least
    chain.push(nearest)
  }
}

/**
 * Merges tracks into one cluster, nearest first, by Euclidean distance.
 *
 * Shapes: `x` [track, feature]. Takes 4·n² bytes; throws a RangeError for more than 20 000 tracks, none, or data that are
 * not finite.
 */
export const agglomerate = (x: Matrix, linkage: Linkage): Dendrogram => {
  const n = x.rows
  if (n < 1 || n > mostTracks) {
    throw new RangeError(`agglomerative clustering of ${n} tracks; give it 1 to ${mostTracks}, or use K-Means`)
  }
  assertFinite(x, "agglomerative clustering")
  const distances = pairDistances(x, linkage === "ward")
  const { starts, values } = distances
  const sizes = new Int32Array(n).fill(1)
  const active = Array.from({ length: n }, (_, i) => i)
  const chain: Array<number> = []
  const merges: Array<{ readonly left: number; readonly right: number; readonly height: number }> = []
  while (active.length > 1) {
    const height = closestPair(chain, active, distances)
    const [a, b] = [chain.pop()!, chain.pop()!].sort((p, q) => p - q) as [number, number]
    merges.push({ left: a, right: b, height: linkage === "ward" ? Math.sqrt(height) : height })
    active.splice(active.indexOf(a), 1)
    for (const other of active) {
      if (other === b) continue
      const at = place(starts, b, other)
      const gaps = [values[place(starts, a, other)]!, values[at]!, height] as const
      values[at] = unite(linkage, gaps, [sizes[a]!, sizes[b]!, sizes[other]!])
    }
    sizes[b]! += sizes[a]!
  }
  merges.sort((p, q) => p.height - q.height) // stable: equal heights keep the order they were found in
  return {
    left: Int32Array.from(merges, ({ left }) => left),
    right: Int32Array.from(merges, ({ right }) => right),
    heights: Float64Array.from(merges, ({ height }) => height)
  }
}

/**
 * Labels of the `k` clusters left after the lowest merges, numbered by first track.
 * Shapes: → [track]. Throws a RangeError unless k is 1 … n.
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
