/** How many tracks have which label or language. Chart: src/page/chart/balance-bars.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { classBalance } from "../../src/learn/audit/class-balance.ts"
import { balanceBars } from "../../src/page/chart/balance-bars.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { LabelColumn } from "../row/label-column.ts"
import { allOthers, largestGroups, unlabelled } from "../row/largest-groups.ts"
import { Track } from "../row/track.ts"

/**
 * @example
 * ```ts
 * import { drawBalance } from "partita/nodes/report"
 * function* part({ tracks }: Parameters<typeof drawBalance>[0]) {
 *   const { figure } = yield* drawBalance({ tracks }, { title: "Genres", column: "label", largest: 20 })
 *   return { figure } // balance.svg, balance.png
 * }
 * ```
 */
export const drawBalance = /*#__PURE__*/ Node.make("draw-balance", {
  labels: "evaluates",
  assets: chartFonts,
  params: Schema.Struct({
    title: Schema.NonEmptyString,
    column: LabelColumn,
    /** Values with a bar of their own, the most frequent first; null for all. */
    largest: Schema.NullOr(Param.positiveInt)
  }),
  inputs: { tracks: table(Track) },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params: { column, largest, title }, report }) {
    const values = (yield* inputs.tracks.rows).map((track) => track[column])
    const { counts, effective } = classBalance(values)
    const { names } = largestGroups(values, largest)
    const bars = [...Map.groupBy(names, (name) => name)].map(([value, { length: count }]) => ({ value, count }))
    const isRest = (value: string): number => value === unlabelled ? 2 : value === allOthers ? 1 : 0
    const sorted = bars.sort((a, b) =>
      isRest(a.value) - isRest(b.value) || b.count - a.count || (a.value < b.value ? -1 : 1)
    )
    const spread = effective === null
      ? "none has a label"
      : `spread like ${effective.toFixed(1)} of equal size (exponential of the entropy)`
    const said = `${values.length.toLocaleString("en")} tracks, ${counts.length} values, ${spread}`
    const spec = balanceBars({ title, subtitle: said, counts: sorted })
    report.summary(said)
    return { figure: yield* saving("figure", () => chartFiles({ balance: spec }, bundledFonts())) }
  })
})
