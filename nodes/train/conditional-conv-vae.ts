/**
 * Fits a conditional convolutional β-VAE to log-mel spectrograms. Next: nodes/embed/encode-spectrograms.ts. Model:
 * src/model/conv-vae.ts. Where the condition is a label, everything that follows is label-conditioned.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { many } from "../../src/engine/kind/many.ts"
import { model } from "../../src/engine/kind/model.ts"
import { table } from "../../src/engine/kind/table.ts"
import { tensor } from "../../src/engine/kind/tensor.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { convVae } from "../../src/model/conv-vae.ts"
import { rowsOf } from "../../src/training/data.ts"
import { spectrograms } from "../features/spectrograms.ts"
import { TrackGroup } from "../ingest/track-group.ts"
import { fitModel } from "./fit-model.ts"
import { HistoryRow } from "./history-row.ts"
import { ModelConfig } from "./model-config.ts"
import { spectrogramParams } from "./spectrogram-params.ts"
import { trainingParams } from "./training-params.ts"

export const trainConditionalConvVae = /*#__PURE__*/ Node.make("train-conditional-conv-vae", {
  labels: "conditions",
  seeded: true,
  params: Schema.Struct({ ...spectrogramParams, ...trainingParams }),
  inputs: {
    logMel: tensor(["track", "mel", "frame"]),
    condition: vectors("condition"),
    groups: many(table(TrackGroup))
  },
  outputs: { model: model("autoencoder", ModelConfig), history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ inputs, params, ...context }) {
    const { ids, matrix } = yield* inputs.condition.load
    const { channels, floorDb, kernel, latents, likelihood, logVarLimit, ...options } = params
    const { data, height, width } = yield* spectrograms(inputs.logMel, floorDb)
    const architecture = { height, width, channels, kernel, latents, conditions: matrix.cols, logVarLimit, likelihood }
    return yield* fitModel(context, {
      groups: inputs.groups,
      model: convVae(architecture),
      architecture: { kind: "conv-vae", ...architecture },
      features: [],
      data: { ...data, condition: rowsOf(matrix) },
      ids,
      options
    })
  }, Effect.scoped)
})
