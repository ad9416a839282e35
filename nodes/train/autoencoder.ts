/** Fits a deterministic autoencoder to standardised features. Next: nodes/embed/encode.ts. Model: src/model/autoencoder.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { many } from "../../src/engine/kind/many.ts"
import { model } from "../../src/engine/kind/model.ts"
import { table } from "../../src/engine/kind/table.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { autoencoder } from "../../src/model/autoencoder.ts"
import { onlyFeatures } from "../../src/training/data.ts"
import { TrackGroup } from "../ingest/track-group.ts"
import { denseParams } from "./dense-params.ts"
import { fitModel } from "./fit-model.ts"
import { HistoryRow } from "./history-row.ts"
import { ModelConfig } from "./model-config.ts"
import { trainingParams } from "./training-params.ts"

export const trainAutoencoder = /*#__PURE__*/ Node.make("train-autoencoder", {
  seeded: true,
  params: Schema.Struct({ ...denseParams, ...trainingParams }),
  inputs: { features: vectors("feature"), groups: many(table(TrackGroup)) },
  outputs: { model: model("autoencoder", ModelConfig), history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ inputs, params, ...context }) {
    const { ids, matrix, names } = yield* inputs.features.load
    const { hidden, latents, likelihood, ...options } = params
    const architecture = { features: matrix.cols, hidden, latents, likelihood }
    return yield* fitModel(context, {
      groups: inputs.groups,
      model: autoencoder(architecture),
      architecture: { kind: "autoencoder", ...architecture },
      features: names,
      data: onlyFeatures(matrix),
      ids,
      options
    })
  })
})
