import { csvText } from "../../format/csv-text.ts"

/** Where a node stands, as `pipeline status` says it. */
export type DagStatus = "cached" | "ran" | "running" | "failed" | "stale" | "missing" | "pending"

/** One node of a pipeline to draw. */
export interface DagNode {
  readonly name: string
  /** What the step runs: several steps may be of one kind. */
  readonly kind: string
  readonly group: string
  readonly status: DagStatus
}

/** `to` reads what `from` writes; `label` names the artifact, or is empty. */
export interface DagEdge {
  readonly from: string
  readonly to: string
  readonly label: string
}

/** A pipeline to draw. The order of the nodes is a topological order: every edge runs from an earlier to a later node. */
export interface Dag {
  readonly nodes: ReadonlyArray<DagNode>
  readonly edges: ReadonlyArray<DagEdge>
}

/** The nodes of each group, groups in the order of their first node. */
export const nodesByGroup = (dag: Dag): ReadonlyMap<string, ReadonlyArray<DagNode>> =>
  Map.groupBy(dag.nodes, (node) => node.group)

/** The arrows of a graph as CSV, one a line; a node without any is a line of its own. */
export const arrowsOf = ({ edges, nodes }: Dag): string => {
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const alone = nodes.filter(({ name }) => !linked.has(name)).map(({ name }) => ({ from: name }))
  const columns = ["from", "to", "artifact"].map((name) => ({ name, type: "string" as const }))
  return csvText({ columns, rows: [...edges.map(({ from, label, to }) => ({ from, to, artifact: label })), ...alone] })
}

/** The steps of one group, and what each reads from. */
export interface DagGroup {
  readonly group: string
  readonly steps: ReadonlyArray<{ readonly name: string; readonly reads: ReadonlyArray<string> }>
}

/** A graph as a list, for where a picture of it would be too wide. */
export const listed = (dag: Dag): ReadonlyArray<DagGroup> =>
  [...nodesByGroup(dag)].map(([group, nodes]) => ({
    group,
    steps: nodes.map(({ name }) => ({
      name,
      reads: [...new Set(dag.edges.filter(({ to }) => to === name).map(({ from }) => from))]
    }))
  }))
