import { groupColours } from "./group-scale.ts"
import { heading, ink } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** A merge of two clusters: one track of each, by its number, and the height they meet at. */
export interface DendrogramMerge {
  readonly left: number
  readonly right: number
  readonly height: number
}

/** All merges, lowest first; `clusters` [track] names the cluster of each track after the cut, `names` orders them. */
export interface DendrogramInput {
  readonly title: string
  readonly subtitle: string
  readonly merges: ReadonlyArray<DendrogramMerge>
  readonly clusters: ReadonlyArray<string>
  readonly names: ReadonlyArray<string>
}

/** A branch: what of it is drawn, and the tracks below. */
interface Branch {
  readonly at: number
  readonly height: number
  readonly tracks: number
  readonly cluster: string
}

interface Joined {
  readonly height: number
  readonly below: readonly [Node, Node]
}

type Node = Joined | { readonly track: number; readonly tracks: number }

const leavesAtMost = 28 // more have no room for their numbers
const several = "several"

/** The upper part of the tree: what lies below its leaves is merged already. */
const upperTree = (merges: ReadonlyArray<DendrogramMerge>, leaves: number): Node => {
  const count = merges.length + 1
  const parent = Array.from({ length: count }, (_, i) => i)
  const rootOf = (track: number): number => {
    let root = track
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!
    return root
  }
  const nodes = new Map<number, Node>(parent.map((track) => [track, { track, tracks: 1 }]))
  for (const [i, { height, left, right }] of merges.entries()) {
    const [a, b] = [rootOf(left), rootOf(right)]
    const [first, second] = [nodes.get(a)!, nodes.get(b)!]
    const isBelow = i < count - leaves && "track" in first && "track" in second
    nodes.set(b, isBelow ? { ...first, tracks: first.tracks + second.tracks } : { height, below: [first, second] })
    nodes.delete(a)
    parent[a] = b
  }
  return [...nodes.values()][0]!
}

/** The merges that are drawn, each with the places of its two branches, and the leaves from left to right. */
const layOut = (tree: Node, clusters: ReadonlyArray<string>) => {
  const merges: Array<Record<string, number | string>> = []
  const leaves: Array<Branch> = []
  const place = (node: Node): Branch => {
    if ("track" in node) {
      const leaf = { at: leaves.length, height: 0, tracks: node.tracks, cluster: clusters[node.track]! }
      leaves.push(leaf)
      return leaf
    }
    const [left, right] = [place(node.below[0]), place(node.below[1])]
    const cluster = left.cluster === right.cluster ? left.cluster : several
    const tracks = left.tracks + right.tracks
    merges.push({
      height: node.height,
      tracks,
      cluster,
      left: left.at,
      leftHeight: left.height,
      right: right.at,
      rightHeight: right.height
    })
    return { at: (left.at + right.at) / 2, height: node.height, tracks, cluster }
  }
  place(tree)
  return { merges, leaves }
}

/** The height of a merge by how many clusters it leaves. */
const heightLeaving = (merges: ReadonlyArray<DendrogramMerge>, clusters: number): number =>
  merges[merges.length - clusters]?.height ?? 0

/** Among how few clusters a gap is looked for: a gap far down parts neighbours, not groups. */
const gapsAmong = 20

/** The number of clusters at the widest gap between two merges that follow each other. */
export const widestGap = (merges: ReadonlyArray<DendrogramMerge>): number => {
  const most = Math.min(gapsAmong, merges.length)
  const gap = (clusters: number) => heightLeaving(merges, clusters - 1) - heightLeaving(merges, clusters)
  return Array.from({ length: Math.max(0, most - 1) }, (_, i) => i + 2)
    .reduce((best, clusters) => gap(clusters) > gap(best) ? clusters : best, 2)
}

/**
 * How clusters of tracks merge into each other, from below upwards, in the colours of the clusters that the dashed line cuts
 * the tree into; the numbers below count the tracks of each branch.
 *
 * @example
 * ```ts
 * import { dendrogram } from "partita/page"
 * const merges = [{ left: 0, right: 1, height: 1 }, { left: 1, right: 2, height: 8 }]
 * const spec = dendrogram({ title: "Merges", subtitle: "", merges, clusters: ["C1", "C1", "C2"], names: ["C1", "C2"] })
 * ```
 */
export const dendrogram = ({ clusters, merges, names, subtitle, title }: DendrogramInput): ChartSpec => {
  const shown = Math.min(clusters.length, Math.max(leavesAtMost, 2 * names.length))
  const { leaves, merges: drawn } = layOut(upperTree(merges, shown), clusters)
  const top = merges.at(-1)?.height ?? 1
  const cut = names.length === 1
    ? 1.02 * top
    : (heightLeaving(merges, names.length) + heightLeaving(merges, names.length - 1)) / 2
  const width = Math.max(320, 24 * leaves.length)
  const x = {
    type: "quantitative",
    axis: null,
    scale: { domain: [-0.5, Math.max(1, leaves.length) - 0.5], nice: false }
  }
  const y = {
    type: "quantitative",
    title: "height of the merge",
    scale: { domain: [0, 1.04 * Math.max(top, 1e-9)], nice: false },
    axis: { domain: false, ticks: false, tickCount: 5 }
  }
  const color = {
    field: "cluster",
    type: "nominal",
    title: "Cluster",
    scale: { domain: [...names, several], range: [...groupColours(names), ink.soft] },
    legend: { symbolType: "stroke", symbolStrokeWidth: 2.5, values: [...names] }
  }
  const corners = [
    { calculate: "[0, 1, 2, 3]", as: "corner" },
    { flatten: ["corner"] },
    { calculate: "datum.corner < 2 ? datum.left : datum.right", as: "at" },
    {
      calculate: "datum.corner === 0 ? datum.leftHeight : datum.corner === 3 ? datum.rightHeight : datum.height",
      as: "up"
    }
  ]
  return {
    title: heading(title, subtitle),
    width,
    height: 300,
    layer: [
      {
        data: { values: [{ cut }] },
        mark: { type: "rule", color: ink.soft, strokeDash: [3, 3] },
        encoding: { y: { ...y, field: "cut" } }
      },
      {
        data: { values: drawn.map((each, i) => ({ merge: i + 1, ...each })) },
        transform: corners,
        mark: { type: "line", strokeWidth: 1.7, strokeJoin: "round", strokeCap: "round" },
        encoding: {
          x: { ...x, field: "at" },
          y: { ...y, field: "up" },
          detail: { field: "merge" },
          order: { field: "corner", type: "quantitative" },
          color
        }
      },
      {
        data: { values: leaves },
        mark: { type: "text", baseline: "top", dy: 6, fontSize: 11, color: ink.body, clip: false },
        encoding: { x: { ...x, field: "at" }, y: { value: 300 }, text: { field: "tracks" } }
      },
      ...[{ stroke: ink.paper, strokeWidth: 5, strokeJoin: "round" }, { color: ink.strong }].map((look) => ({
        data: { values: [{ cut }] },
        mark: { type: "text", align: "right", baseline: "bottom", dy: -3, fontSize: 12, clip: false, ...look },
        encoding: {
          x: { value: width },
          y: { ...y, field: "cut" },
          text: { value: names.length === 1 ? "1 cluster" : `${names.length} clusters` }
        }
      }))
    ]
  }
}
