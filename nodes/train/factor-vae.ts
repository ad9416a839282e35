/** Fits a VAE that pays for total correlation, judged by a discriminator. Next: nodes/embed/encode.ts. Model: src/learn/model/factor-vae.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { factorVae } from "../../src/learn/model/factor-vae.ts"
import { mlpVae } from "../../src/learn/model/mlp-vae.ts"
import { onlyFeatures } from "../../src/learn/training/data.ts"
import { denseParams, logVarLimitParam } from "../row/dense-params.ts"
import { HistoryRow } from "../row/history-row.ts"
import { ModelConfig } from "../row/model-config.ts"
import { TrackGroup } from "../row/track-group.ts"
import { trainingParams } from "../row/training-params.ts"
import { fitModel } from "./fit-model.ts"

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
