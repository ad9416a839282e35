/** Fits a VAE that pays for total correlation, estimated within each batch. Next: nodes/embed/encode.ts. Model: src/learn/model/beta-tc-vae.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { betaTcVae } from "../../src/learn/model/beta-tc-vae.ts"
import { mlpVae } from "../../src/learn/model/mlp-vae.ts"
import { onlyFeatures } from "../../src/learn/training/data.ts"
import { denseParams, logVarLimitParam } from "../row/dense-params.ts"
import { HistoryRow } from "../row/history-row.ts"
import { ModelConfig } from "../row/model-config.ts"
import { TrackGroup } from "../row/track-group.ts"
import { trainingParams } from "../row/training-params.ts"
import { fitModel } from "./fit-model.ts"

export const trainBetaTcVae = /*#__PURE__*/ Node.make("train-beta-tc-vae", {
  seeded: true,
  params: Schema.Struct({
    ...denseParams,
    logVarLimit: logVarLimitParam,
    /** Price of the total correlation beyond what the KL holds of it. */
    totalCorrelationWeight: Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0)),
    ...trainingParams
  }),
  inputs: { features: vectors("feature"), groups: many(table(TrackGroup)) },
  outputs: { model: model("autoencoder", ModelConfig), history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ inputs, params, ...context }) {
    const { ids, matrix, names } = yield* inputs.features.load
    const { totalCorrelationWeight: weight, hidden, latents, likelihood, logVarLimit, ...options } = params
    const architecture = { features: matrix.cols, hidden, latents, logVarLimit, likelihood }
    const extension = { kind: "beta-tc-vae", weight } as const
    return yield* fitModel(context, {
      groups: inputs.groups,
      model: betaTcVae(mlpVae(architecture), weight),
      architecture: { kind: "mlp-vae", ...architecture, extension },
      features: names,
      data: onlyFeatures(matrix),
      ids,
      options
    })
  })
})
