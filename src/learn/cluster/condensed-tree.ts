/**
 * The hierarchy of dense regions with only its real splits left.
 * Source: McInnes & Healy 2017, Accelerated hierarchical density based clustering (arXiv:1705.07321), §2.3.
 */
import type { ReachabilityTree } from "./reachability-tree.ts"

/**
 * Cluster 0 holds all tracks; every other follows the one it splits from. λ is 1 / distance: a cluster lives from its
 * `births` on, and a track leaves the cluster `parents[track]` at `lambdas[track]`, infinite among equal tracks.
 */
export interface CondensedTree {
  readonly parents: Int32Array
  readonly lambdas: Float64Array
  readonly clusterParents: Int32Array
  readonly births: Float64Array
  readonly sizes: Int32Array
}

/** Single linkage as a binary tree: nodes below n are tracks, node n + m is what edge m joins. */
interface Joins {
  readonly tracks: number
  readonly left: Int32Array
  readonly right: Int32Array
  readonly heights: Float64Array
  readonly sizes: Int32Array
}

const joinAll = ({ left, right, weights }: ReachabilityTree): Joins => {
  const tracks = weights.length + 1
  const nodes = 2 * tracks - 1
  const sizes = new Int32Array(nodes).fill(1)
  const upper = Int32Array.from({ length: nodes }, (_, i) => i)
  const top = (node: number): number => {
    let root = node
    while (upper[root] !== root) root = upper[root] = upper[upper[root]!]!
    return root
  }
  const joins: Joins = {
    tracks,
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    heights: new Float64Array(nodes),
    sizes
  }
  weights.forEach((weight, m) => {
    const [a, b, node] = [top(left[m]!), top(right[m]!), tracks + m]
    joins.left[node] = a
    joins.right[node] = b
    joins.heights[node] = weight
    sizes[node] = sizes[a]! + sizes[b]!
    upper[a] = upper[b] = node
  })
  return joins
}

const eachTrack = ({ left, right, tracks }: Joins, node: number, visit: (track: number) => void): void => {
  const stack = [node]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next < tracks) visit(next)
    else stack.push(right[next]!, left[next]!)
  }
}

/**
 * Walks the hierarchy from all tracks down. A cluster splits where both sides have `minClusterSize` tracks; smaller sides
 * are tracks that leave it. Equal tracks never split, since nothing tells their halves apart.
 */
export const condenseTree = (tree: ReachabilityTree, minClusterSize: number): CondensedTree => {
  const joins = joinAll(tree)
  const { heights, left, right, sizes, tracks } = joins
  const parents = new Int32Array(tracks)
  const lambdas = new Float64Array(tracks).fill(Infinity)
  const clusterParents = [-1]
  const births = [0]
  const clusterSizes = [tracks]
  const queue = [{ node: 2 * tracks - 2, cluster: 0 }]
  for (const { cluster, node } of queue) { // grows while it is walked: breadth first
    const lambda = node < tracks ? Infinity : 1 / heights[node]!
    const leave = (from: number) =>
      eachTrack(joins, from, (track) => {
        parents[track] = cluster
        lambdas[track] = lambda
      })
    if (lambda === Infinity) {
      leave(node)
      continue
    }
    const sides = [left[node]!, right[node]!]
    const isSplit = sides.every((side) => sizes[side]! >= minClusterSize)
    for (const side of sides) {
      if (isSplit) {
        queue.push({ node: side, cluster: births.length })
        clusterParents.push(cluster)
        births.push(lambda)
        clusterSizes.push(sizes[side]!)
      } else if (sizes[side]! >= minClusterSize) queue.push({ node: side, cluster })
      else leave(side)
    }
  }
  return {
    parents,
    lambdas,
    clusterParents: Int32Array.from(clusterParents),
    births: Float64Array.from(births),
    sizes: Int32Array.from(clusterSizes)
  }
}
