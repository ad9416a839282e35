/**
 * Clusters of any density: those that persist longest as the density threshold rises.
 * Source: Campello, Moulavi & Sander 2013; McInnes & Healy 2017 (arXiv:1705.07321). Conventions of scikit-learn ≥ 1.3.
 */
import { assertFinite } from "../../math/assert-finite.ts"
import type { Matrix } from "../../math/matrix.ts"
import { type CondensedTree, condenseTree } from "./condensed-tree.ts"
import { reachabilityTree } from "./reachability-tree.ts"

/** `minSamples` counts the track itself. `allowSingleCluster` lets all dense tracks be one cluster. */
export interface HdbscanOptions {
  readonly minClusterSize: number
  readonly minSamples: number
  readonly allowSingleCluster: boolean
}

/**
 * What HDBSCAN finds.
 *
 * Shapes: `labels` [track], −1 for noise; `probabilities` [track], how long a track stays in its cluster relative to the
 * one that stays longest, 0 for noise; `persistence` [cluster], its excess of mass; `coreDistances` [track].
 */
export interface Hdbscan {
  readonly labels: Int32Array
  readonly probabilities: Float64Array
  readonly clusters: number
  readonly persistence: Float64Array
  readonly coreDistances: Float64Array
  readonly treeWeight: number
}

/** Excess of mass: how much longer its tracks and sub-clusters live than the cluster takes to appear. */
const massOf = ({ births, clusterParents, lambdas, parents, sizes }: CondensedTree): Float64Array => {
  const mass = new Float64Array(births.length)
  parents.forEach((cluster, track) => mass[cluster]! += lambdas[track]! - births[cluster]!)
  for (let c = 1; c < births.length; c++) {
    const parent = clusterParents[c]!
    mass[parent]! += (births[c]! - births[parent]!) * sizes[c]!
  }
  return mass
}

/** For each cluster the chosen one it lies in, itself or one above, or −1. A cluster gives way to more massive parts. */
const choose = (tree: CondensedTree, mass: Float64Array, allowRoot: boolean): Int32Array => {
  const { clusterParents } = tree
  const parts = new Float64Array(mass.length)
  const isMassive = new Uint8Array(mass.length)
  for (let c = mass.length - 1; c >= (allowRoot ? 0 : 1); c--) {
    isMassive[c] = parts[c]! > mass[c]! ? 0 : 1
    if (c > 0) parts[clusterParents[c]!]! += Math.max(parts[c]!, mass[c]!)
  }
  const chosen = new Int32Array(mass.length)
  for (let c = 0; c < mass.length; c++) {
    const above = c === 0 ? -1 : chosen[clusterParents[c]!]!
    chosen[c] = above >= 0 ? above : isMassive[c] === 1 ? c : -1
  }
  return chosen
}

/** The largest finite λ at which a track or part leaves each cluster. */
const deathsOf = ({ births, clusterParents, lambdas, parents }: CondensedTree): Float64Array => {
  const deaths = new Float64Array(births.length)
  parents.forEach((cluster, track) => {
    const lambda = lambdas[track]!
    if (lambda < Infinity) deaths[cluster] = Math.max(deaths[cluster]!, lambda)
  })
  for (let c = 1; c < births.length; c++) {
    const parent = clusterParents[c]!
    deaths[parent] = Math.max(deaths[parent]!, births[c]!)
  }
  return deaths
}

const requirePossible = (x: Matrix, { minClusterSize, minSamples }: HdbscanOptions): void => {
  if (!(minClusterSize >= 2 && minSamples >= 1)) {
    throw new RangeError(
      `HDBSCAN with clusters of ${minClusterSize} and ${minSamples} samples; give at least 2 and 1`
    )
  }
  if (minSamples > x.rows) {
    throw new RangeError(
      `HDBSCAN with ${minSamples} samples of ${x.rows} tracks; choose minSamples between 1 and ${x.rows}`
    )
  }
  assertFinite(x, "HDBSCAN")
}

/**
 * HDBSCAN by Euclidean distance, all pairs compared. A single cluster, where allowed, holds only the tracks that stay in
 * it to the end, as scikit-learn has it. Tracks equal to `minSamples` others have probability 1 and set no scale for the
 * rest, which scikit-learn gives 0. Equal reachabilities, many in two dimensions, leave the hierarchy open: they join in the order Prim's
 * walk from the first track meets them, so that track order can move a border.
 *
 * Shapes: `x` [track, feature]. Throws a RangeError for fewer tracks than `minSamples` or data that are not finite.
 *
 * @example
 * ```ts
 * import { hdbscan } from "partita/cluster"
 * import { matrix } from "partita/math"
 * const x = matrix([[0], [1], [2], [20], [21], [22], [90]])
 * hdbscan(x, { minClusterSize: 3, minSamples: 2, allowSingleCluster: false }).labels // → [0, 0, 0, 1, 1, 1, -1]
 * ```
 */
export const hdbscan = (x: Matrix, options: HdbscanOptions): Hdbscan => {
  requirePossible(x, options)
  const reach = reachabilityTree(x, options.minSamples)
  const tree = condenseTree(reach, options.minClusterSize)
  const mass = massOf(tree)
  const chosen = choose(tree, mass, options.allowSingleCluster)
  const deaths = deathsOf(tree)
  const kept = [...chosen.keys()].filter((c) => chosen[c] === c)
  const numberOf = new Map(kept.map((c, number) => [c, number]))
  const labels = new Int32Array(x.rows).fill(-1)
  const probabilities = new Float64Array(x.rows)
  tree.parents.forEach((parent, track) => {
    const cluster = chosen[parent]!
    const lambda = tree.lambdas[track]!
    if (cluster < 0 || (cluster === 0 && lambda < deaths[0]!)) return
    labels[track] = numberOf.get(cluster)!
    probabilities[track] = deaths[cluster]! > 0 ? Math.min(lambda / deaths[cluster]!, 1) : 1
  })
  return {
    labels,
    probabilities,
    clusters: kept.length,
    persistence: Float64Array.from(kept, (c) => mass[c]!),
    coreDistances: reach.coreDistances,
    treeWeight: reach.weights.reduce((sum, weight) => sum + weight, 0)
  }
}
