import { fontStack } from "../chart/theme.ts"
import { dot } from "./dag-text.ts"
import type { Dag } from "./dag.ts"

/** One unnamed arrow per pair of nodes: port names would bury the shape of a real pipeline. */
const outline = (dag: Dag): Dag => {
  const pairs = new Map(dag.edges.map(({ from, to }) => [JSON.stringify([from, to]), { from, to, label: "" }]))
  return { nodes: dag.nodes, edges: [...pairs.values()] }
}

/**
 * Draws the graph left to right as SVG text, one arrow per pair of nodes, through Graphviz (WebAssembly), byte-identical for equal graphs.
 *
 * Rejects when an edge names an unknown node.
 *
 * @example
 * ```ts
 * import { dagSvg } from "partita/page"
 * const step = (name: string) => ({ name, kind: name, group: "demo", status: "ran" as const })
 * const edges = [{ from: "read", to: "plot", label: "tracks" }]
 * const svg = await dagSvg({ nodes: [step("read"), step("plot")], edges })
 * svg.includes("<svg") // → true
 * ```
 */
export const dagSvg = async (dag: Dag): Promise<string> => {
  const source = dot(outline(dag))
  const { instance } = await import("@viz-js/viz")
  const viz = await instance()
  return viz.renderString(source, { format: "svg", engine: "dot" })
    .replace(/^[\s\S]*?(?=<svg)/, "") // XML prolog and doctype are illegal inside an HTML page
    .replaceAll("font-family=\"Inter\"", `font-family="${fontStack.replaceAll("\"", "'")}"`)
}
