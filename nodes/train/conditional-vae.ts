/**
 * Fits a conditional VAE to standardised features. Next: nodes/embed/encode-conditional.ts. Model:
 * src/learn/model/conditional-vae.ts. Where the condition is a label, everything that follows is label-conditioned.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { conditionalVae } from "../../src/learn/model/conditional-vae.ts"
import { onlyFeatures, rowsOf } from "../../src/learn/training/data.ts"
import { denseParams, logVarLimitParam } from "../row/dense-params.ts"
import { HistoryRow } from "../row/history-row.ts"
import { ModelConfig } from "../row/model-config.ts"
import { TrackGroup } from "../row/track-group.ts"
import { trainingParams } from "../row/training-params.ts"
import { fitModel } from "./fit-model.ts"

export const trainConditionalVae = /*#__PURE__*/ Node.make("train-conditional-vae", {
  labels: "conditions",
  seeded: true,
  params: Schema.Struct({ ...denseParams, logVarLimit: logVarLimitParam, ...trainingParams }),
  inputs: { features: vectors("feature"), condition: vectors("condition"), groups: many(table(TrackGroup)) },
  outputs: { model: model("autoencoder", ModelConfig), history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ inputs, params, ...context }) {
    const { condition, features: { ids, matrix, names } } = yield* aligned({
      features: inputs.features,
      condition: inputs.condition
    })
    const { hidden, latents, likelihood, logVarLimit, ...options } = params
    const architecture = {
      features: matrix.cols,
      hidden,
      latents,
      likelihood,
      logVarLimit,
      conditions: condition.matrix.cols
    }
    return yield* fitModel(context, {
      groups: inputs.groups,
      model: conditionalVae(architecture),
      architecture: { kind: "conditional-vae", ...architecture },
      features: names,
      data: { ...onlyFeatures(matrix), condition: rowsOf(condition.matrix) },
      ids,
      options
    })
  })
})
