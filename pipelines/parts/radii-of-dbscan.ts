/** Where the radii of DBSCAN come from: a figure that studies share. */
import { drawKDistances } from "../../nodes/report/draw-k-distances.ts"
import type { Assignment } from "../../nodes/row/assignment.ts"
import type { Density } from "../../nodes/row/density.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import type { Json } from "../../src/dataflow/kind/json.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import type { DrawnFigure } from "./report-study.ts"

/** A DBSCAN whose radius was the knee; `density` is null for other clusterers, which have none. */
export interface DenseClusters {
  readonly name: string
  readonly assignments: Ref<Table<Assignment>>
  readonly density: Ref<Json<Density>> | null
}

/** Places one figure of all distances with their knees. */
export function* radiiOfDbscan(clusterings: ReadonlyArray<DenseClusters>) {
  const found = clusterings.flatMap(({ density, ...each }) => density === null ? [] : [{ ...each, density }])
  const [first, ...others] = found.map(({ name }) => name)
  if (first === undefined) return []
  const { figure } = yield* drawKDistances({
    density: found.map(({ density }) => density),
    assignments: found.map(({ assignments }) => assignments)
  }, { spaces: [first, ...others] })
  const drawn: DrawnFigure = {
    figure,
    name: "k-distances",
    fold: "Clusterings",
    captions: {
      id: "k-distances",
      charts: {
        "k-distances": ["The radius of DBSCAN", "The knee is the rule; what it leads to stands beside each curve."]
      }
    }
  }
  return [drawn]
}
