/** What internal metrics give for clusters of the same sizes whose members are drawn at random. */
import { DistanceKernel } from "../../../math/distance-kernel.ts"
import type { Matrix } from "../../../math/matrix.ts"
import type { Random } from "../../../math/random.ts"
import { type Null, summarizeNull } from "../resampling/null.ts"
import { permutationNull } from "../resampling/permutation-null.ts"
import { calinskiHarabasz } from "./calinski-harabasz.ts"
import { type Clusters, clustersOf, requireSeparable } from "./clusters.ts"
import { daviesBouldin } from "./davies-bouldin.ts"
import { silhouette } from "./silhouette.ts"

/** Metrics that need no labels. */
export type InternalMetric = "silhouette" | "calinski-harabasz" | "davies-bouldin"

/** How many draws to make, and from where. */
export interface InternalNullOptions {
  readonly permutations: number
  readonly random: Random
}

const tile = 4 // tracks whose distances are summed side by side
const batchEntries = 4_000_000 // memory for drawn orders, in track numbers

/** One draw: the members of cluster c are `order[starts[c]]` … `order[starts[c + 1] − 1]`; `of` is the inverse. */
interface Draw {
  readonly order: Int32Array
  readonly of: Int32Array
}

const draw = (starts: Int32Array, random: Random): Draw => {
  const order = random.permutation(starts[starts.length - 1]!)
  const of = new Int32Array(order.length)
  for (let c = 0; c + 1 < starts.length; c++) for (let t = starts[c]!; t < starts[c + 1]!; t++) of[order[t]!] = c
  return { order, of }
}

/** Distances of four tracks from `first` on to all: [track, four], so that they are read together. */
const fillTile = (kernel: DistanceKernel, first: number, rows: number, out: Float64Array): void => {
  const { distances } = kernel
  for (let r = 0; r < tile; r++) {
    kernel.measure(Math.min(first + r, rows - 1), 0, rows)
    for (let j = 0; j < rows; j++) out[j * tile + r] = Math.sqrt(distances[j]!)
  }
}

/** Sums of a tile's distances to each cluster of a draw: [cluster, four]. */
const sumTile = (distances: Float64Array, order: Int32Array, starts: Int32Array, sums: Float64Array): void => {
  for (let c = 0; c + 1 < starts.length; c++) {
    let sum0 = 0
    let sum1 = 0
    let sum2 = 0
    let sum3 = 0
    for (let t = starts[c]!; t < starts[c + 1]!; t++) {
      const at = order[t]! * tile
      sum0 += distances[at]!
      sum1 += distances[at + 1]!
      sum2 += distances[at + 2]!
      sum3 += distances[at + 3]!
    }
    sums[c * tile] = sum0
    sums[c * tile + 1] = sum1
    sums[c * tile + 2] = sum2
    sums[c * tile + 3] = sum3
  }
}

/** Silhouette of one track from its distance sums, as in silhouette.ts. */
const silhouetteOf = (sums: Float64Array, slot: number, own: number, sizes: Int32Array): number => {
  if (sizes[own] === 1) return 0
  let next = Infinity
  for (let c = 0; c < sizes.length; c++) if (c !== own) next = Math.min(next, sums[c * tile + slot]! / sizes[c]!)
  const within = sums[own * tile + slot]! / (sizes[own]! - 1)
  const larger = Math.max(within, next)
  return larger > 0 ? (next - within) / larger : 0
}

/** Mean silhouettes of many draws; every distance is computed once for all of them. */
const silhouettes = (x: Matrix, sizes: Int32Array, starts: Int32Array, draws: ReadonlyArray<Draw>): Float64Array => {
  const totals = new Float64Array(draws.length)
  const distances = new Float64Array(x.rows * tile)
  const kernel = new DistanceKernel({ cols: x.cols, rows: x.rows, columns: x.rows })
  kernel.setRows(x.data, 0, x.rows)
  kernel.setColumns(x.data, 0, x.rows)
  const sums = new Float64Array(sizes.length * tile)
  for (let first = 0; first < x.rows; first += tile) {
    fillTile(kernel, first, x.rows, distances)
    draws.forEach(({ of, order }, p) => {
      sumTile(distances, order, starts, sums)
      for (let r = 0; r < tile && first + r < x.rows; r++) {
        totals[p]! += silhouetteOf(sums, r, of[first + r]!, sizes) / x.rows
      }
    })
  }
  return totals
}

const silhouetteValues = (x: Matrix, { count, sizes }: Clusters, options: InternalNullOptions): Float64Array => {
  const { permutations, random } = options
  const starts = new Int32Array(count + 1)
  for (let c = 0; c < count; c++) starts[c + 1] = starts[c]! + sizes[c]!
  const values = new Float64Array(permutations)
  const batch = Math.max(16, Math.floor(batchEntries / x.rows))
  for (let from = 0; from < permutations; from += batch) {
    const length = Math.min(batch, permutations - from)
    values.set(silhouettes(x, sizes, starts, Array.from({ length }, () => draw(starts, random))), from)
  }
  return values
}

/**
 * Null of an internal metric: the same cluster sizes with members permuted over the tracks.
 *
 * A clustering that beats it has found more than nothing; it need not be better than another clustering.
 * Shapes: `x` [track, feature], `labels` [track]. Throws a RangeError where the metric does.
 *
 * @example
 * ```ts
 * import { matrix, Random } from "partita/math"
 * import { internalNull, silhouette } from "partita/metric"
 * const x = matrix([[0], [1], [2], [20], [21], [22]])
 * const { mean } = internalNull("silhouette", x, [0, 0, 0, 1, 1, 1], { permutations: 99, random: new Random(7) })
 * silhouette(x, [0, 0, 0, 1, 1, 1]) > mean // → true
 * ```
 */
export const internalNull = (
  metric: InternalMetric,
  x: Matrix,
  labels: ArrayLike<number>,
  options: InternalNullOptions
): Null => {
  const each = Int32Array.from(labels)
  switch (metric) {
    case "silhouette": {
      const clusters = clustersOf(each)
      requireSeparable("silhouette", x, clusters)
      return summarizeNull(silhouetteValues(x, clusters, options), silhouette(x, each), "higher")
    }
    case "calinski-harabasz":
      return permutationNull((drawn) => calinskiHarabasz(x, drawn), each, { ...options, better: "higher" })
    case "davies-bouldin":
      return permutationNull((drawn) => daviesBouldin(x, drawn), each, { ...options, better: "lower" })
  }
}
