/** What β costs and buys over a sweep, as a table and a figure: a group of steps that studies share. */
import { tradeOff } from "../../nodes/evaluate/trade-off.ts"
import { drawTradeOff } from "../../nodes/report/draw-trade-off.ts"
import type { Collapse } from "../../nodes/row/collapse.ts"
import type { DisentanglementRow } from "../../nodes/row/disentanglement-row.ts"
import type { HistoryRow } from "../../nodes/row/history-row.ts"
import type { MethodScore } from "../../nodes/row/method-score.ts"
import type { TradeOffMeasure } from "../../nodes/row/trade-off-row.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import type { Json } from "../../src/dataflow/kind/json.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import type { DrawnFigure } from "./report-study.ts"
import { trainingCurves } from "./study-figures.ts"

/** One model of a sweep, the scores of one clustering of it, and how its latents speak of factors where there are any. */
export interface SweptModel {
  readonly name: string
  readonly beta: number
  readonly scores: Ref<Table<MethodScore>>
  readonly measures?: Ref<Table<DisentanglementRow>>
  readonly collapse: Ref<Json<typeof Collapse.Type>>
  readonly history: Ref<Table<typeof HistoryRow.Type>>
}

/** Places them; `models` by rising β. */
export function* betaTradeOff(
  models: ReadonlyArray<SweptModel>,
  asked: { readonly across: TradeOffMeasure; readonly against: ReadonlyArray<TradeOffMeasure> }
) {
  const { measured, said } = yield* tradeOff({
    scores: models.map(({ scores }) => scores),
    measures: models.flatMap(({ measures }) => measures === undefined ? [] : [measures]),
    collapse: models.map(({ collapse }) => collapse),
    histories: models.map(({ history }) => history)
  }, { models: models.map(({ beta, name }) => ({ space: name, beta })), ...asked })
  const { figure } = yield* drawTradeOff({ measured }, { title: "What β costs and what it buys", ...asked })
  const curves = yield* trainingCurves(
    models.map(({ beta, history }) => ({ name: `β = ${beta}`, history })),
    { id: "training-over-beta", title: "Training, by β", subtitle: "totals of different β do not compare" }
  )
  const drawn: ReadonlyArray<DrawnFigure> = [
    {
      figure,
      name: "trade-off-over-beta",
      fold: "β",
      captions: {
        id: "trade-off-over-beta",
        charts: {
          "trade-off": ["What β costs and what it buys", `Every model of the sweep, against the ${asked.across}.`]
        }
      }
    },
    { ...curves, fold: "β" }
  ]
  return { measured, said, drawn }
}
