/** Trainings of several models in one figure: total, reconstruction and KL. Chart: src/page/chart/loss-curves.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { lossCurves } from "../../src/page/chart/loss-curves.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { HistoryRow } from "../row/history-row.ts"

/** There are not as many names as trainings. */
export class HistoriesWithoutNames extends Schema.TaggedError<HistoriesWithoutNames>()("HistoriesWithoutNames", {
  histories: Schema.Int,
  models: Schema.Array(Schema.String)
}) {
  override get message() {
    return `${this.histories} trainings came with ${this.models.length} names: ${this.models.join(", ")}.`
  }
}

/**
 * @example
 * ```ts
 * import { drawHistories } from "partita/nodes/report"
 * function* part(wires: Parameters<typeof drawHistories>[0]) { // histories
 *   const { figure } = yield* drawHistories(wires, {
 *     title: "Training, by β", subtitle: "totals of different β do not compare", models: ["β = 1", "β = 4"]
 *   })
 *   return { figure } // histories.svg, histories.png
 * }
 * ```
 */
export const drawHistories = /*#__PURE__*/ Node.make("draw-histories", {
  assets: chartFonts,
  params: Schema.Struct({
    title: Schema.NonEmptyString,
    subtitle: Schema.String,
    /** For each of `histories`, in the same order. */
    models: Schema.Array(Schema.NonEmptyString)
  }),
  inputs: { histories: many(table(HistoryRow)) },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params: { models, subtitle, title } }) {
    const all = yield* Effect.forEach(inputs.histories, (history) => history.rows)
    if (all.length !== models.length) {
      return yield* new HistoriesWithoutNames({ histories: all.length, models })
    }
    const points = all.flatMap((rows, i) =>
      rows.map(({ epoch, kl, reconstruction, split, total }) => ({
        model: models[i]!,
        split,
        epoch,
        total,
        reconstruction,
        kl
      }))
    )
    const spec = lossCurves({ title, subtitle, points, models, unit: "per track" })
    return { figure: yield* saving("figure", () => chartFiles({ histories: spec }, bundledFonts())) }
  })
})
