/** Which clusters subsamples find again, as a section. Words: src/page/report/shape-sections.ts. Chart: stability-dots.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { stabilitySection } from "../../src/page/report/shape-sections.ts"
import { chartSection } from "../row/chart-section.ts"
import { section } from "../row/section.ts"
import { Agreement, StabilityRow } from "../row/stability-row.ts"

/**
 * @example
 * ```ts
 * import { showStability } from "partita/nodes/section"
 * function* part({ clusters, agreement }: Parameters<typeof showStability>[0]) { // of cluster-stability
 *   const { section } = yield* showStability({ clusters, agreement }, { space: "PCA" })
 *   return { section }
 * }
 * ```
 */
export const showStability = /*#__PURE__*/ Node.make("show-stability", {
  params: Schema.Struct({ space: Schema.NonEmptyString }),
  inputs: { clusters: table(StabilityRow), agreement: json(Agreement) },
  outputs: { section },
  run: Effect.fnUntraced(function*({ inputs, params: { space }, report }) {
    const shown = { ...yield* inputs.agreement.value, clusters: yield* inputs.clusters.rows, space }
    const said = stabilitySection(shown)
    report.summary(said.finding)
    return { section: chartSection(said) }
  })
})
