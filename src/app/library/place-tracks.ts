/** Where new tracks belong among those of a library. Rules: src/learn/cluster/assign.ts. */
import {
  assignByNeighbours,
  type AssignedTracks,
  assignToCentres,
  assignToMixture
} from "../../learn/cluster/assign.ts"
import type { Components } from "../../learn/cluster/gaussian-components.ts"
import { centroidsOf } from "../../learn/metric/clustering/centroids.ts"
import { clustersOf } from "../../learn/metric/clustering/clusters.ts"
import { DistanceKernel } from "../../math/distance-kernel.ts"
import { squaredDistance } from "../../math/distance.ts"
import { type Matrix, zeros } from "../../math/matrix.ts"

/** The nearest centre, the likeliest component of a mixture, or a vote of the nearest tracks within `reach`. */
export type Rule =
  | { readonly by: "centre" }
  | { readonly by: "mixture"; readonly components: Components }
  | { readonly by: "neighbours"; readonly neighbours: number; readonly reach: number }

/** Clustered tracks. Shapes: `points` [track, axis], `labels` [track], −1 for noise. */
export interface Clustered {
  readonly points: Matrix
  readonly labels: Int32Array
}

/** `near` are rows of the library, nearest first. `isKnown` marks a track that lies exactly on one of the library. */
export interface Placed {
  readonly cluster: number
  readonly confidence: number
  readonly distance: number
  readonly near: ReadonlyArray<{ readonly row: number; readonly distance: number }>
  readonly isKnown: boolean
}

/** Centres of the clusters and their numbers; noise has none. Shapes: `centres` [cluster, axis], `numbers` [cluster]. */
export const centresOf = ({ labels, points }: Clustered) => {
  const rows = Array.from(labels.keys()).filter((i) => labels[i]! >= 0)
  const kept = zeros(rows.length, points.cols)
  rows.forEach((row, to) =>
    kept.data.set(points.data.subarray(row * points.cols, (row + 1) * points.cols), to * points.cols)
  )
  const numbers = [...new Set(rows.map((row) => labels[row]!))].sort((a, b) => a - b)
  return { centres: centroidsOf(kept, clustersOf(rows.map((row) => labels[row]!))), numbers }
}

const nearestOf = (points: Matrix, library: Matrix, count: number): ReadonlyArray<Placed["near"]> => {
  const kernel = new DistanceKernel({ cols: points.cols, rows: points.rows, columns: library.rows })
  kernel.setRows(points.data, 0, points.rows)
  kernel.setColumns(library.data, 0, library.rows)
  return Array.from({ length: points.rows }, (_, i) => {
    kernel.measure(i, 0, library.rows)
    const squared = kernel.distances
    return Array.from({ length: library.rows }, (_, row) => row)
      .sort((a, b) => squared[a]! - squared[b]! || a - b)
      .slice(0, count)
      .map((row) => ({ row, distance: Math.sqrt(squared[row]!) }))
  })
}

/** Clusters by the rule, under the numbers the library gives them. */
const joined = (
  points: Matrix,
  { labels, points: x }: Clustered,
  { centres, numbers, rule }: ReturnType<typeof centresOf> & { readonly rule: Rule }
): AssignedTracks => {
  if (rule.by === "mixture") return assignToMixture(points, rule.components)
  if (rule.by === "neighbours") return assignByNeighbours(points, { x, labels }, rule)
  if (numbers.length === 0) return assignByNeighbours(points, { x, labels }, { neighbours: 1, reach: Infinity })
  const found = assignToCentres(points, centres)
  return { ...found, labels: found.labels.map((at) => numbers[at]!) }
}

const sameWithin = 1e-6 // far above float32 noise of equal audio, far below any two recordings

/**
 * Puts each point into a cluster and names its `count` nearest tracks. A track of the library keeps its cluster, sure or
 * not, because rules other than the clustering's own may disagree with it at a border.
 *
 * Shapes: `points` [track, axis]. Throws a RangeError for other axes than the library's or points that are not finite.
 */
export const placeTracks = (
  points: Matrix,
  library: Clustered,
  { count, rule }: { readonly rule: Rule; readonly count: number }
): ReadonlyArray<Placed> => {
  if (points.rows === 0) return []
  const { centres, numbers } = centresOf(library)
  const found = joined(points, library, { rule, centres, numbers })
  return nearestOf(points, library.points, count).map((near, i) => {
    const given = { cluster: found.labels[i]!, confidence: found.confidence[i]! }
    const isKnown = near[0]!.distance <= sameWithin
    const own = library.labels[near[0]!.row]!
    if (!isKnown || own === given.cluster) return { ...given, distance: found.distances[i]!, near, isKnown }
    const at = numbers.indexOf(own)
    const distance = rule.by !== "neighbours" && at >= 0
      ? Math.sqrt(squaredDistance(points.data, i * points.cols, centres.data, at * points.cols, points.cols))
      : near[0]!.distance
    return { cluster: own, confidence: 0, distance, near, isKnown }
  })
}
