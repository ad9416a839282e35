/** Fits a convolutional VAE to log-mel spectrograms. Next: nodes/embed/encode-spectrograms.ts. Model: src/learn/model/conv-vae.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { tensor } from "../../src/dataflow/kind/tensor.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { convVae } from "../../src/learn/model/conv-vae.ts"
import { spectrograms } from "../features/spectrograms.ts"
import { HistoryRow } from "../row/history-row.ts"
import { ModelConfig } from "../row/model-config.ts"
import { spectrogramParams } from "../row/spectrogram-params.ts"
import { TrackGroup } from "../row/track-group.ts"
import { trainingParams } from "../row/training-params.ts"
import { fitModel } from "./fit-model.ts"

export const trainConvVae = /*#__PURE__*/ Node.make("train-conv-vae", {
  seeded: true,
  params: Schema.Struct({ ...spectrogramParams, ...trainingParams }),
  /** `features` lends the names of the tracks. */
  inputs: { logMel: tensor(["track", "mel", "frame"]), features: vectors("feature"), groups: many(table(TrackGroup)) },
  outputs: { model: model("autoencoder", ModelConfig), history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ inputs, params, ...context }) {
    const { ids } = yield* inputs.features.load
    const { channels, floorDb, kernel, latents, likelihood, logVarLimit, ...options } = params
    const { data, height, width } = yield* spectrograms(inputs.logMel, floorDb)
    const architecture = { height, width, channels, kernel, latents, conditions: 0, logVarLimit, likelihood }
    return yield* fitModel(context, {
      groups: inputs.groups,
      model: convVae(architecture),
      architecture: { kind: "conv-vae", ...architecture },
      features: [],
      data,
      ids,
      options
    })
  }, Effect.scoped)
})
