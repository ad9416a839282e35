/** Loss curves of a training. Chart: src/page/chart/loss-curves.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { lossCurves } from "../../src/page/chart/loss-curves.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { HistoryRow } from "../row/history-row.ts"

/**
 * @example
 * ```ts
 * import { drawTraining } from "partita/nodes/report"
 * function* part({ history }: Parameters<typeof drawTraining>[0]) {
 *   const { figure } = yield* drawTraining({ history }, { model: "VAE" })
 *   return { figure }
 * }
 * ```
 */
export const drawTraining = /*#__PURE__*/ Node.make("draw-training", {
  labels: "evaluates", // a conditional model's loss may be looked at like any other
  assets: chartFonts,
  params: Schema.Struct({ model: Schema.NonEmptyString }),
  inputs: { history: table(HistoryRow) },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params: { model } }) {
    const rows = yield* inputs.history.rows
    const epochs = rows.reduce((most, { epoch }) => Math.max(most, epoch), 0)
    const spec = lossCurves({
      title: `Training of the ${model}`,
      subtitle: `${epochs} epochs, means per track`,
      points: rows.map(({ epoch, kl, reconstruction, split, total }) => ({
        model,
        split,
        epoch,
        total,
        reconstruction,
        kl
      })),
      models: [model],
      unit: "per track"
    })
    return { figure: yield* saving("figure", () => chartFiles({ losses: spec }, bundledFonts())) }
  })
})
