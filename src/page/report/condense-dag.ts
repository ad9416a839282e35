/** A pipeline too large to draw step by step, with steps of one kind as one box. */
import type { Dag, DagNode, DagStatus } from "./dag.ts"
import { withoutShortcuts } from "./shortcuts.ts"

/** Steps up to which a drawing of each can still be read. */
export const stepsDrawnAtMost = 60

/** A box that stands for several steps shows what most needs attention among them. */
const byUrgency: ReadonlyArray<DagStatus> = ["failed", "running", "stale", "missing", "pending", "ran", "cached"]

const boxOf = (steps: ReadonlyArray<DagNode>): DagNode => {
  const [first] = steps
  if (steps.length === 1) return first!
  const status = byUrgency.find((each) => steps.some((step) => step.status === each))!
  return { ...first!, name: `${first!.kind} ×${steps.length}`, status }
}

/**
 * The graph with all steps of one kind in one group as one box, "train-vae ×3", without arrows that a longer way
 * implies; the same graph where it has at most `stepsAtMost` steps. Boxes keep the order of their first steps.
 *
 * @example
 * ```ts
 * import { condenseDag } from "partita/page"
 * const step = (name: string, kind: string) => ({ name, kind, group: "train", status: "cached" as const })
 * const dag = {
 *   nodes: [step("train-1", "train"), step("train-2", "train"), step("rank", "rank")],
 *   edges: [{ from: "train-1", to: "rank", label: "" }, { from: "train-2", to: "rank", label: "" }]
 * }
 * condenseDag(dag, 2).nodes.map(({ name }) => name) // → ["train ×2", "rank"]
 * ```
 */
export const condenseDag = (dag: Dag, stepsAtMost: number): Dag => {
  if (dag.nodes.length <= stepsAtMost) return dag
  const boxes = [...Map.groupBy(dag.nodes, ({ group, kind }) => JSON.stringify([group, kind])).values()]
    .map((steps) => ({ steps, box: boxOf(steps) }))
  const boxOfStep = new Map(boxes.flatMap(({ box, steps }) => steps.map((step) => [step.name, box.name])))
  const arrows = dag.edges.map(({ from, to }) => ({ from: boxOfStep.get(from)!, to: boxOfStep.get(to)!, label: "" }))
  const pairs = new Map(arrows.map((arrow) => [JSON.stringify([arrow.from, arrow.to]), arrow]))
  const between = [...pairs.values()].filter(({ from, to }) => from !== to)
  return { nodes: boxes.map(({ box }) => box), edges: withoutShortcuts(between) }
}
