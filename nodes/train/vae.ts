/** Fits a VAE to standardised features. Next: nodes/embed/encode.ts. Model: src/model/mlp-vae.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { many } from "../../src/engine/kind/many.ts"
import { model } from "../../src/engine/kind/model.ts"
import { table } from "../../src/engine/kind/table.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { mlpVae } from "../../src/model/mlp-vae.ts"
import { onlyFeatures } from "../../src/training/data.ts"
import { TrackGroup } from "../ingest/track-group.ts"
import { denseParams, logVarLimitParam } from "./dense-params.ts"
import { fitModel } from "./fit-model.ts"
import { HistoryRow } from "./history-row.ts"
import { ModelConfig } from "./model-config.ts"
import { trainingParams } from "./training-params.ts"

export const trainVae = /*#__PURE__*/ Node.make("train-vae", {
  seeded: true,
  params: Schema.Struct({ ...denseParams, logVarLimit: logVarLimitParam, ...trainingParams }),
  inputs: { features: vectors("feature"), groups: many(table(TrackGroup)) },
  outputs: { model: model("autoencoder", ModelConfig), history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ inputs, params, ...context }) {
    const { ids, matrix, names } = yield* inputs.features.load
    const { hidden, latents, likelihood, logVarLimit, ...options } = params
    const architecture = { features: matrix.cols, hidden, latents, logVarLimit, likelihood }
    return yield* fitModel(context, {
      groups: inputs.groups,
      model: mlpVae(architecture),
      architecture: { kind: "mlp-vae", ...architecture },
      features: names,
      data: onlyFeatures(matrix),
      ids,
      options
    })
  })
})
