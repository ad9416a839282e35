/** One number about one model of a sweep over β. */
import * as Schema from "effect/Schema"

/** What is measured of every model; the last four need factors: nodes/evaluate/factor-disentanglement.ts. */
export const tradeOffMeasures = [
  "silhouette (own space)",
  "silhouette (common space)",
  "ARI",
  "NMI",
  "active units",
  "KL",
  "reconstruction",
  "MIG",
  "SAP",
  "DCI disentanglement",
  "modularity"
] as const

/** One of them, as a parameter. */
export const TradeOffMeasure = Schema.Literals(tradeOffMeasures)
export type TradeOffMeasure = typeof TradeOffMeasure.Type

/** `beta` is as named; `value` is null where nothing measured it or it is not defined. */
export const TradeOffRow = Schema.Struct({
  space: Schema.String,
  beta: Schema.Number,
  measure: TradeOffMeasure,
  value: Schema.NullOr(Schema.Number)
})
export type TradeOffRow = typeof TradeOffRow.Type
