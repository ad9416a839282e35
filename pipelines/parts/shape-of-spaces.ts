/** What other clusterings say of the shape of a space: how Ward's merge, where DBSCAN's radii come from. Sections. */
import type { Assignment } from "../../nodes/row/assignment.ts"
import type { Density } from "../../nodes/row/density.ts"
import type { KChoice } from "../../nodes/row/k-choice.ts"
import type { MergeRow } from "../../nodes/row/merge-row.ts"
import { showMerges } from "../../nodes/section/show-merges.ts"
import { showRadii } from "../../nodes/section/show-radii.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import type { Json } from "../../src/dataflow/kind/json.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import type { Clusterer, Space } from "./cluster-and-score.ts"
import { isControl } from "./space-names.ts"

/** A clustering with what its clusterer leaves besides clusters. */
interface Placed {
  readonly space: Space
  readonly clusterer: Clusterer
  readonly assignments: Ref<Table<Assignment>>
  readonly choice: Ref<Json<typeof KChoice.Type>>
  readonly merges?: Ref<Table<MergeRow>>
  readonly density?: Ref<Json<Density>>
}

/** Places the sections that the clusterings of the first run lead to; `space` is the one whose tree is shown. */
export function* shapeOfSpaces(clusterings: ReadonlyArray<Placed>, space: Space) {
  const sections = []
  for (const { assignments, choice, merges, space: own } of clusterings) {
    if (merges === undefined || own !== space) continue
    sections.push((yield* showMerges({ merges, assignments, choice }, { space: own.name })).section)
  }
  const dense = clusterings.flatMap(({ assignments, density, space: own }) =>
    density === undefined || own.run > 0 || isControl(own.name) ? [] : [{ assignments, density, name: own.name }]
  )
  const [first, ...others] = dense.map(({ name }) => name)
  if (first !== undefined) {
    sections.push(
      (yield* showRadii({
        density: dense.map(({ density }) => density),
        assignments: dense.map(({ assignments }) => assignments)
      }, { spaces: [first, ...others] })).section
    )
  }
  return sections
}
