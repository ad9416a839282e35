/** Fits a VAE that pays for total correlation, judged by a discriminator. Next: nodes/embed/encode.ts. Model: src/model/factor-vae.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { many } from "../../src/engine/kind/many.ts"
import { model } from "../../src/engine/kind/model.ts"
import { table } from "../../src/engine/kind/table.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { factorVae } from "../../src/model/factor-vae.ts"
import { mlpVae } from "../../src/model/mlp-vae.ts"
import { onlyFeatures } from "../../src/training/data.ts"
import { TrackGroup } from "../ingest/track-group.ts"
import { denseParams, logVarLimitParam } from "./dense-params.ts"
import { fitModel } from "./fit-model.ts"
import { HistoryRow } from "./history-row.ts"
import { ModelConfig } from "./model-config.ts"
import { trainingParams } from "./training-params.ts"

export const trainFactorVae = /*#__PURE__*/ Node.make("train-factor-vae", {
  seeded: true,
  params: Schema.Struct({
    ...denseParams,
    logVarLimit: logVarLimitParam,
    /** Price of the total correlation. */
    totalCorrelationWeight: Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0)),
    /** Widths of the discriminator. */
    discriminator: Schema.Array(Schema.Int.check(Schema.isGreaterThan(0))),
    ...trainingParams
  }),
  inputs: { features: vectors("feature"), groups: many(table(TrackGroup)) },
  outputs: { model: model("autoencoder", ModelConfig), history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ inputs, params, ...context }) {
    const { ids, matrix, names } = yield* inputs.features.load
    const { discriminator, totalCorrelationWeight: weight, hidden, latents, likelihood, logVarLimit, ...options } =
      params
    const architecture = { features: matrix.cols, hidden, latents, logVarLimit, likelihood }
    const extension = { kind: "factor-vae", weight, hidden: discriminator } as const
    return yield* fitModel(context, {
      groups: inputs.groups,
      model: factorVae(mlpVae(architecture), { weight, hidden: discriminator }),
      architecture: { kind: "mlp-vae", ...architecture, extension },
      features: names,
      data: onlyFeatures(matrix),
      ids,
      options
    })
  })
})
