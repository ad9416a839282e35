/**
 * Fits a dense or convolutional VAE to pictures as they are; nodes/train/conv-vae.ts scales them first, as it should.
 * Next: encode-frames.ts. Models: picture-model.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { tensor } from "../../src/dataflow/kind/tensor.ts"
import { HistoryRow } from "../row/history-row.ts"
import { ModelConfig } from "../row/model-config.ts"
import { layersParam, pictureModel, pictureModelParams } from "../row/picture-model.ts"
import { trainingParams } from "../row/training-params.ts"
import { fitModel } from "../train/fit-model.ts"
import { frames } from "./frames.ts"

export const trainFrames = /*#__PURE__*/ Node.make("train-frames", {
  seeded: true,
  params: Schema.Struct({ layers: layersParam, ...pictureModelParams, ...trainingParams }),
  inputs: { pictures: tensor(["track", "mel", "frame"]) },
  outputs: { model: model("autoencoder", ModelConfig), history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ inputs, params, ...context }) {
    const { latents, layers, likelihood, logVarLimit, ...options } = params
    const { data, height, width } = yield* frames(inputs.pictures)
    const ids = Array.from({ length: data.x.rows }, (_, i) => `row ${i + 1}`)
    const built = pictureModel({ layers, height, width, latents, likelihood, logVarLimit }, 0)
    return yield* fitModel(context, { ...built, groups: [], features: [], data, ids, options })
  }, Effect.scoped)
})
