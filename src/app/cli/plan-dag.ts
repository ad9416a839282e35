import type { Plan, PlannedNode } from "../../dataflow/plan/plan.ts"
import type { Dag, DagStatus } from "../../page/report/dag.ts"

const statusOf = ({ reasons, status }: PlannedNode): DagStatus => {
  if (status === "fresh") return "cached"
  if (reasons.some(({ _tag }) => _tag === "NeverRan")) return "missing"
  return status === "stale" ? "stale" : "pending"
}

/** A plan as a graph to draw. */
export const planDag = (plan: Plan): Dag => ({
  nodes: plan.nodes.map((node) => ({ name: node.name, kind: node.node, group: node.group, status: statusOf(node) })),
  edges: plan.edges
})
