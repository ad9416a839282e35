import type { Plan, PlannedNode } from "../../dataflow/plan/plan.ts"
import type { Dag, DagStatus } from "../../page/report/dag.ts"

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

/** A plan as a graph to draw. */
export const planDag = (plan: Plan): Dag => {
  const later = laterOf(plan.pending)
  const nodes = plan.nodes.map((node) => ({
    name: node.name,
    kind: node.node,
    group: node.group,
    status: statusOf(node)
  }))
  return { nodes: [...nodes, ...later.nodes], edges: [...plan.edges, ...later.edges] }
}
