/**
 * The plan's graph: steps and the artifacts that pass between them, as one graphology graph for selection, cycles and
 * drawing. The package is loaded when a graph is first asked for, which a run with nothing to do never does.
 */
import type { MultiDirectedGraph } from "graphology"

/** What of a step is drawn and written; more may be said of it. */
export interface GraphNode {
  readonly name: string
  readonly [attribute: string]: string | number | boolean | undefined
}

/** `to` reads `label` of `from`; `decides` marks that it was placed after `label` of `from` was read. */
export interface GraphEdge {
  readonly from: string
  readonly to: string
  readonly label: string
  readonly decides?: boolean
}

/** Steps as a graph. Edges from steps that are not among the nodes are left out. */
export const graphOf = async (
  nodes: Iterable<GraphNode>,
  edges: Iterable<GraphEdge>
): Promise<MultiDirectedGraph> => {
  const { MultiDirectedGraph: Graph } = await import("graphology")
  const graph = new Graph()
  for (const { name, ...attributes } of nodes) graph.mergeNode(name, attributes)
  for (const { from, to, ...attributes } of edges) {
    if (graph.hasNode(from) && graph.hasNode(to)) graph.addDirectedEdge(from, to, attributes)
  }
  return graph
}

/** All that is reached from `start`, itself included: what it reads ("in") or what reads it ("out"). */
export const closure = (
  graph: MultiDirectedGraph,
  start: Iterable<string>,
  direction: "in" | "out"
): ReadonlySet<string> => {
  const found = new Set(start)
  for (const name of found) { // grows while it is walked
    const add = (other: string) => void found.add(other)
    if (direction === "in") graph.forEachInNeighbor(name, add)
    else graph.forEachOutNeighbor(name, add)
  }
  return found
}

/** A path of steps that leads from a step back to itself, each read by the one before. */
export const findCycle = (graph: MultiDirectedGraph): ReadonlyArray<string> | undefined => {
  const done = new Set<string>()
  for (const start of graph.nodes()) {
    const path: Array<string> = []
    const waiting = [{ name: start, depth: 0 }]
    while (waiting.length > 0) {
      const { depth, name } = waiting.pop()!
      for (const left of path.splice(depth)) done.add(left)
      const seen = path.indexOf(name)
      if (seen >= 0) return [...path.slice(seen), name]
      if (done.has(name)) continue
      path.push(name)
      for (const upstream of graph.inNeighbors(name)) waiting.push({ name: upstream, depth: path.length })
    }
    for (const left of path) done.add(left)
  }
  return undefined
}
