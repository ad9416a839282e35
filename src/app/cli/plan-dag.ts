/** A plan as a graph, and that as something to draw. */
import type { MultiDirectedGraph } from "graphology"
import { graphOf } from "../../dataflow/plan/graph.ts"
import type { Plan, PlannedNode } from "../../dataflow/plan/plan.ts"
import type { Dag, DagEdge, DagNode, DagStatus } from "../../page/report/dag.ts"

const statusOf = ({ reasons, status }: PlannedNode): DagStatus => {
  if (status === "fresh") return "cached"
  if (reasons.some(({ _tag }) => _tag === "NeverRan")) return "missing"
  return status === "stale" ? "stale" : "pending"
}

/** What a plan cannot name yet, as a node of its own: "decided by choice.k". */
const laterOf = (pending: string | undefined): Dag => {
  if (pending === undefined) return { nodes: [], edges: [] }
  const at = pending.lastIndexOf(".")
  const name = `decided by ${pending}`
  return {
    nodes: [{ name, kind: name, group: "", status: "pending" }],
    edges: [{ from: pending.slice(0, at), to: name, label: pending.slice(at + 1) }]
  }
}

/** A plan as the graph that is drawn and written to files. */
export const planGraph = (plan: Plan): Promise<MultiDirectedGraph> => {
  const later = laterOf(plan.pending)
  const nodes = plan.nodes.map((node) => ({
    name: node.name,
    kind: node.node,
    group: node.group,
    status: statusOf(node)
  }))
  return graphOf([...nodes, ...later.nodes.map((node) => ({ ...node }))], [...plan.edges, ...later.edges])
}

/** The graph of a plan as pages draw it, which know no graph but plain data. */
export const dagOf = (graph: MultiDirectedGraph): Dag => ({
  nodes: graph.mapNodes((name, attributes) => ({ name, ...attributes as Omit<DagNode, "name"> })),
  edges: graph.mapEdges((_, attributes, from, to) => ({ from, to, ...attributes as Pick<DagEdge, "label"> }))
})
