/** One measure against others over the models of a sweep. Numbers: nodes/evaluate/trade-off.ts. Chart: src/page/chart/trade-off.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { tradeOff } from "../../src/page/chart/trade-off.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { TradeOffMeasure, TradeOffRow } from "../row/trade-off-row.ts"

/**
 * @example
 * ```ts
 * import { drawTradeOff } from "partita/nodes/report"
 * function* part({ measured }: Parameters<typeof drawTradeOff>[0]) {
 *   const { figure } = yield* drawTradeOff({ measured }, {
 *     title: "What β buys", across: "silhouette (own space)", against: ["ARI", "active units"]
 *   })
 *   return { figure }
 * }
 * ```
 */
export const drawTradeOff = /*#__PURE__*/ Node.make("draw-trade-off", {
  labels: "evaluates",
  assets: chartFonts,
  params: Schema.Struct({
    title: Schema.NonEmptyString,
    across: TradeOffMeasure,
    /** A panel each; one that is not defined for two models is left out. */
    against: Schema.Array(TradeOffMeasure)
  }),
  inputs: { measured: table(TradeOffRow) },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params: { across, against, title } }) {
    const rows = yield* inputs.measured.rows
    const valueOf = (space: string, measure: string) =>
      rows.find((row) => row.space === space && row.measure === measure)?.value ?? null
    const models = [...new Map(rows.map(({ beta, space }) => [space, beta]))].sort((a, b) => a[1] - b[1])
    const points = against.flatMap((panel) =>
      models.flatMap(([space, beta]) => {
        const [x, y] = [valueOf(space, across), valueOf(space, panel)]
        return x === null || y === null ? [] : [{ panel, x, y, name: String(beta) }]
      })
    )
    const spec = tradeOff({
      title,
      subtitle: `a dot per model, joined by rising β, which stands beside it; every panel against the ${across}`,
      points,
      panels: against.filter((panel) => points.filter((point) => point.panel === panel).length > 1),
      xTitle: across
    })
    return { figure: yield* saving("figure", () => chartFiles({ "trade-off": spec }, bundledFonts())) }
  })
})
