/** What more β costs and what it buys: one table of scores, latents in use, reconstruction and disentanglement. Next: draw-trade-off.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { tradeOffSentences } from "../../src/page/report/trade-off-sentences.ts"
import { Collapse } from "../row/collapse.ts"
import { DisentanglementRow } from "../row/disentanglement-row.ts"
import { HistoryRow } from "../row/history-row.ts"
import { MethodScore } from "../row/method-score.ts"
import { Said } from "../row/said.ts"
import { TradeOffMeasure, tradeOffMeasures, TradeOffRow } from "../row/trade-off-row.ts"

const scored: Partial<Record<TradeOffMeasure, readonly [metric: string, against: string]>> = {
  "silhouette (own space)": ["silhouette", "own space"],
  "silhouette (common space)": ["silhouette", "common space"],
  ARI: ["ARI", "label"],
  NMI: ["NMI", "label"]
}

/** What is known of one model of the sweep. */
interface Known {
  readonly scores: ReadonlyArray<MethodScore>
  readonly measures: ReadonlyArray<DisentanglementRow>
  readonly collapse: typeof Collapse.Type
  readonly history: ReadonlyArray<typeof HistoryRow.Type>
}

const valueOf = (measure: TradeOffMeasure, { collapse, history, measures, scores }: Known): number | null => {
  const asked = scored[measure]
  if (asked !== undefined) {
    const [metric, against] = asked
    return scores.find((score) => score.metric === metric && score.against === against && score.noise !== "excluded")
      ?.value ?? null
  }
  if (measure === "active units") return collapse.activeUnits
  if (measure === "KL") return collapse.kl
  if (measure === "reconstruction") return history.findLast(({ split }) => split === "train")?.reconstruction ?? null
  return measures.find(({ metric }) => metric === measure)?.value ?? null
}

/**
 * @example
 * ```ts
 * import { tradeOff } from "partita/nodes/evaluate"
 * function* part(wires: Parameters<typeof tradeOff>[0]) { // scores, measures, collapse, histories, each of two models
 *   const { measured, said } = yield* tradeOff(wires, {
 *     models: [{ space: "VAE", beta: 1 }, { space: "VAE, β = 4", beta: 4 }],
 *     across: "silhouette (own space)", against: ["ARI", "active units"]
 *   })
 *   return { measured, said }
 * }
 * ```
 */
export const tradeOff = /*#__PURE__*/ Node.make("trade-off", {
  labels: "evaluates",
  params: Schema.Struct({
    /** For each of the inputs, in the same order, by rising β. */
    models: Schema.Array(Schema.Struct({ space: Schema.NonEmptyString, beta: Schema.Finite })),
    /** What rises or falls with β, and what it is set against, for the sentences. */
    across: TradeOffMeasure,
    against: Schema.Array(TradeOffMeasure)
  }),
  inputs: {
    /** Of one clustering of each model. */
    scores: many(table(MethodScore)),
    /** Of the factors, or none at all. */
    measures: many(table(DisentanglementRow)),
    collapse: many(json(Collapse)),
    histories: many(table(HistoryRow))
  },
  outputs: { measured: table(TradeOffRow), said: json(Said) },
  run: Effect.fnUntraced(function*({ inputs, params: { across, against, models }, report }) {
    const scores = yield* Effect.forEach(inputs.scores, (each) => each.rows)
    const measures = yield* Effect.forEach(inputs.measures, (each) => each.rows)
    const collapse = yield* Effect.forEach(inputs.collapse, (each) => each.value)
    const histories = yield* Effect.forEach(inputs.histories, (each) => each.rows)
    const measured = models.flatMap(({ beta, space }, i): ReadonlyArray<TradeOffRow> =>
      tradeOffMeasures.map((measure) => ({
        space,
        beta,
        measure,
        value: valueOf(measure, {
          scores: scores[i]!,
          measures: measures[i] ?? [],
          collapse: collapse[i]!,
          history: histories[i]!
        })
      }))
    )
    const said = tradeOffSentences(measured, across, against)
    report.summary(said[0] ?? "nothing to compare")
    return { measured, said }
  })
})
