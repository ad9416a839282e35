/** How clusters merge into each other, as a section. Words: src/page/report/shape-sections.ts. Chart: dendrogram.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { cutDendrogram } from "../../src/learn/cluster/agglomerative.ts"
import { clusterName, clusterNames } from "../../src/page/report/cluster-name.ts"
import { mergesSection } from "../../src/page/report/shape-sections.ts"
import { Assignment } from "../row/assignment.ts"
import { chartSection } from "../row/chart-section.ts"
import { MergeRow } from "../row/merge-row.ts"
import { section } from "../row/section.ts"

/** Tracks on both sides of the last merge; none on one where there is no merge. */
const sidesOf = (merges: ReadonlyArray<MergeRow>): readonly [number, number] => {
  const tree = {
    left: Int32Array.from(merges, ({ left }) => left),
    right: Int32Array.from(merges, ({ right }) => right),
    heights: Float64Array.from(merges, ({ height }) => height)
  }
  const second = cutDendrogram(tree, Math.min(2, merges.length + 1)).filter((side) => side === 1).length
  return [merges.length + 1 - second, second]
}

/**
 * @example
 * ```ts
 * import { showMerges } from "partita/nodes/section"
 * function* part(wires: Parameters<typeof showMerges>[0]) { // merges, assignments and choice of agglomerative
 *   const { section } = yield* showMerges(wires, { space: "PCA" })
 *   return { section }
 * }
 * ```
 */
export const showMerges = /*#__PURE__*/ Node.make("show-merges", {
  params: Schema.Struct({ space: Schema.NonEmptyString }),
  inputs: {
    merges: table(MergeRow),
    assignments: table(Assignment),
    choice: json(Schema.Struct({ rule: Schema.String }))
  },
  outputs: { section },
  run: Effect.fnUntraced(function*({ inputs, params: { space }, report }) {
    const merges = yield* inputs.merges.rows
    const clusters = (yield* inputs.assignments.rows).map(({ cluster }) => cluster)
    const { rule } = yield* inputs.choice.value
    const said = mergesSection({
      space,
      merges,
      clusters: clusters.map(clusterName),
      names: clusterNames(clusters),
      rule,
      sides: sidesOf(merges)
    })
    report.summary(said.finding)
    return { section: chartSection(said) }
  })
})
