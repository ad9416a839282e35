import { visible } from "../../format/visible.ts"
import { textWidth } from "../chart/text-width.ts"
import { ink } from "../chart/theme.ts"
import { dagStatusStyle } from "./dag-status.ts"
import { nodesByGroup } from "./dag.ts"
import type { Dag, DagNode } from "./dag.ts"

/** Mermaid reads entities written with `#`, and nothing else, inside a quoted label. */
const mermaidText = (text: string): string =>
  `"${visible(text).replace(/[#"<>&;\\`]/g, (character) => `#${character.codePointAt(0)};`)}"`

const dotText = (text: string): string => `"${visible(text).replaceAll("\\", "\\\\").replaceAll("\"", "\\\"")}"`

const ids = (dag: Dag): ReadonlyMap<string, string> => new Map(dag.nodes.map((node, i) => [node.name, `n${i}`]))

/** The id of an edge's end; throws when the edge names a node that the graph does not have. */
const idOf = (known: ReadonlyMap<string, string>, name: string): string => {
  const id = known.get(name)
  if (id === undefined) throw new Error(`An edge names "${name}", which is not a node of this graph.`)
  return id
}

/**
 * The graph as a Mermaid flowchart; names are quoted and escaped, ids are positions.
 *
 * @example
 * ```ts
 * import { mermaid } from "partita/page"
 * const step = (name: string) => ({ name, kind: name, group: "demo", status: "ran" as const })
 * const text = mermaid({ nodes: [step("read"), step("plot")], edges: [{ from: "read", to: "plot", label: "tracks" }] })
 * text.split("\n")[0] // → "flowchart LR"
 * ```
 */
export const mermaid = (dag: Dag): string => {
  const known = ids(dag)
  const box = (node: DagNode) => `    ${idOf(known, node.name)}[${mermaidText(node.name)}]:::${node.status}`
  const groups = [...nodesByGroup(dag)].flatMap(([group, nodes], i) => [
    `  subgraph g${i}[${mermaidText(group)}]`,
    ...nodes.map(box),
    "  end"
  ])
  const arrows = dag.edges.map(({ from, label, to }) => {
    const name = label === "" ? "" : `|${mermaidText(label)}|`
    return `  ${idOf(known, from)} -->${name} ${idOf(known, to)}`
  })
  const classes = Object.entries(dagStatusStyle).map(([status, { border, fill }]) =>
    `  classDef ${status} fill:${fill},stroke:${border},color:${ink.strong}`
  )
  return ["flowchart LR", ...groups, ...arrows, ...classes, ""].join("\n")
}

const nameSize = 11.5

/** Inches a box must have at least: Graphviz guesses the widths of letters, and too small for Inter. */
const boxWidth = (name: string): string => ((textWidth(name, nameSize, 400) + 24) / 72).toFixed(2)

const attributes = [
  "rankdir=LR; bgcolor=\"transparent\"; nodesep=0.18; ranksep=0.5; splines=spline; margin=0; pad=0.1",
  `fontname="Inter"; fontsize=11; fontcolor="${ink.soft}"`,
  `node [shape=box, style="rounded,filled", fontname="Inter", fontsize=${nameSize}, height=0.34, margin="0.2,0.05", penwidth=1.1, fontcolor="${ink.strong}"]`,
  `edge [color="${ink.noise}", arrowsize=0.55, penwidth=1.1, fontname="Inter", fontsize=9, fontcolor="${ink.soft}"]`
]

/**
 * The graph in Graphviz's language, one rounded cluster per group, boxes coloured by status.
 *
 * @example
 * ```ts
 * import { dot } from "partita/page"
 * const step = (name: string) => ({ name, kind: name, group: "demo", status: "ran" as const })
 * dot({ nodes: [step("read"), step("plot")], edges: [] }).startsWith("digraph") // → true
 * ```
 */
export const dot = (dag: Dag): string => {
  const known = ids(dag)
  const box = (node: DagNode) => {
    const { border, fill } = dagStatusStyle[node.status]
    const tip = dotText(`${node.name}: ${node.status}`)
    return `    ${idOf(known, node.name)} [label=${dotText(node.name)}, width=${
      boxWidth(node.name)
    }, tooltip=${tip}, fillcolor="${fill}", color="${border}"]`
  }
  const groups = [...nodesByGroup(dag)].flatMap(([group, nodes], i) => [
    `  subgraph cluster_${i} {`,
    `    label=${dotText(group)}; labeljust=l; style=rounded; color="${ink.line}"; margin=10`,
    ...nodes.map(box),
    "  }"
  ])
  const arrows = dag.edges.map(({ from, label, to }) =>
    `  ${idOf(known, from)} -> ${idOf(known, to)}${label === "" ? "" : ` [label=${dotText(label)}]`}`
  )
  return ["digraph pipeline {", ...attributes.map((line) => `  ${line}`), ...groups, ...arrows, "}", ""].join("\n")
}
