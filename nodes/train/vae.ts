/** Fits a VAE to standardised features. Next: nodes/embed/encode.ts. Model: src/model/mlp-vae.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { model } from "../../src/engine/kind/model.ts"
import { table } from "../../src/engine/kind/table.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { mlpVae } from "../../src/model/mlp-vae.ts"
import { onlyFeatures } from "../../src/training/data.ts"
import { fitModel } from "./fit-model.ts"
import { HistoryRow } from "./history-row.ts"
import { ModelConfig } from "./model-config.ts"
import { trainingParams } from "./training-params.ts"

const positive = Schema.Int.check(Schema.isGreaterThan(0))

export const trainVae = /*#__PURE__*/ Node.make("train-vae", {
  seeded: true,
  params: Schema.Struct({
    hidden: Schema.Array(positive),
    latents: positive,
    logVarLimit: Schema.Finite.check(Schema.isGreaterThan(0)),
    likelihood: Schema.Literals(["gaussian", "bernoulli", "multinomial"]),
    ...trainingParams
  }),
  inputs: { features: vectors("feature") },
  outputs: { model: model("autoencoder", ModelConfig), history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ inputs, params, ...context }) {
    const { ids, matrix, names } = yield* inputs.features.load
    const { hidden, latents, likelihood, logVarLimit, ...options } = params
    const architecture = { features: matrix.cols, hidden, latents, logVarLimit, likelihood }
    return yield* fitModel(context, {
      model: mlpVae(architecture),
      architecture: { kind: "mlp-vae", ...architecture },
      features: names,
      data: onlyFeatures({ rows: matrix.rows, cols: matrix.cols, data: Float32Array.from(matrix.data) }),
      ids,
      options
    })
  })
})
