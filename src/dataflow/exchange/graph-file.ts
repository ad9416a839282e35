/** The plan's graph for other programs: GraphML (yEd, Cytoscape, igraph, NetworkX) and GEXF (Gephi). */
import type { MultiDirectedGraph } from "graphology"
import { visible, visibleWithin } from "../../format/visible.ts"

type Attributes = Readonly<Record<string, unknown>>

const escaped = (text: unknown): string =>
  visible(String(text)).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(
    "\"",
    "&quot;"
  )

const namesOf = (all: Iterable<Attributes>): ReadonlyArray<string> => [...new Set([...all].flatMap(Object.keys))].sort()

const data = (kind: "node" | "edge", attributes: Attributes): string =>
  Object.entries(attributes).filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<data key="${kind}.${escaped(name)}">${escaped(value)}</data>`).join("")

/** GraphML 1.0 with every attribute as text. Written here because graphology's own package only reads it. */
export const graphml = (graph: MultiDirectedGraph): string => {
  const keys = ["node", "edge"].flatMap((kind) => {
    const all: ReadonlyArray<Attributes> = kind === "node"
      ? graph.mapNodes((_, attributes) => attributes)
      : graph.mapEdges((_, attributes) => attributes)
    return namesOf(all).map((name) =>
      `  <key id="${kind}.${escaped(name)}" for="${kind}" attr.name="${escaped(name)}" attr.type="string"/>`
    )
  })
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">`,
    ...keys,
    `  <graph edgedefault="directed">`,
    ...graph.mapNodes((name, attributes) => `    <node id="${escaped(name)}">${data("node", attributes)}</node>`),
    ...graph.mapEdges((_, attributes, from, to) =>
      `    <edge source="${escaped(from)}" target="${escaped(to)}">${data("edge", attributes)}</edge>`
    ),
    "  </graph>",
    "</graphml>",
    ""
  ].join("\n")
}

/** GEXF 1.2 with every attribute; nodes are labelled by their names. */
export const gexf = async (graph: MultiDirectedGraph): Promise<string> => {
  const { write } = await import("graphology-gexf")
  const shown = graph.nullCopy() // names are ids in the file
  graph.forEachNode((name, attributes) => shown.mergeNode(visible(name), visibleWithin(attributes)))
  graph.forEachEdge((_, attributes, from, to) =>
    shown.addDirectedEdge(visible(from), visible(to), visibleWithin(attributes))
  )
  return write(shown, {
    formatNode: (name, attributes) => ({ label: name, attributes }),
    formatEdge: (_, { label, ...attributes }) => ({ label: String(label ?? ""), attributes })
  })
}
