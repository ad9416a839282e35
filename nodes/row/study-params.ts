/** What is said of a study beside its tables, on its page and in its paper: parameters of both nodes. */
import * as Schema from "effect/Schema"
import { ShownChart } from "./gathered-figure.ts"

/** Fields of a node's parameter schema. */
export const studyParams = {
  /** Where the tracks come from; null for the pipeline's own data source. */
  source: Schema.NullOr(Schema.NonEmptyString),
  labelName: Schema.NonEmptyString,
  /** The metric that ranks, as the report calls it; null `against` is separation in a space. */
  by: Schema.Struct({ metric: Schema.NonEmptyString, against: Schema.NullOr(Schema.NonEmptyString) }),
  baselines: Schema.Array(Schema.String),
  /** Names of the models whose `collapse` is given, in the same order. */
  models: Schema.Array(Schema.String),
  /** Headings, first sentences and what the label is called, of each of `published`, in the same order. */
  tables: Schema.Array(
    Schema.Struct({ title: Schema.NonEmptyString, sentence: Schema.NonEmptyString, labelName: Schema.NonEmptyString })
  ),
  /** What is said of the charts among `figures`, in the order of the page; one that was not drawn is left out. */
  charts: Schema.Array(ShownChart),
  notes: Schema.Array(Schema.String)
}
