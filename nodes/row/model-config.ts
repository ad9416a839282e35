/** What is kept beside a model's weights: enough to rebuild it and to judge its loss. */
import * as Schema from "effect/Schema"
import { model } from "../../src/dataflow/kind/model.ts"
import { modulesOf } from "../../src/learn/model/model-of.ts"
import { backendNames } from "../../src/learn/training/backend.ts"
import { Architecture } from "./architecture.ts"

/** `features` are the names of what it encodes; empty for spectrograms. */
export const ModelConfig = Schema.Struct({
  architecture: Architecture,
  features: Schema.Array(Schema.String),
  beta: Schema.Finite,
  reduction: Schema.Literals(["sum", "mean"]),
  /** β in units of the true ELBO, whatever the reduction hides; one for each part. */
  effectiveBeta: Schema.Array(Schema.Finite),
  bestEpoch: Schema.Int,
  backend: Schema.Literals(backendNames),
  threads: Schema.Int
})
export type ModelConfig = typeof ModelConfig.Type

/** A trained model as an artifact; it needs the code of its architecture: models.ts. */
export const trainedModel = model("autoencoder", ModelConfig, ({ architecture }) => modulesOf(architecture))
