/**
 * Fits a conditional convolutional β-VAE to pictures as they are. Next: encode-told-frames.ts. Where the condition is a
 * label, everything that follows is label-conditioned.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { model } from "../../src/engine/kind/model.ts"
import { table } from "../../src/engine/kind/table.ts"
import { tensor } from "../../src/engine/kind/tensor.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { rowsOf } from "../../src/training/data.ts"
import { fitModel } from "../train/fit-model.ts"
import { HistoryRow } from "../train/history-row.ts"
import { ModelConfig } from "../train/model-config.ts"
import { trainingParams } from "../train/training-params.ts"
import { frames } from "./frames.ts"
import { pictureModel, toldModelParams } from "./picture-model.ts"

export const trainToldFrames = /*#__PURE__*/ Node.make("train-told-frames", {
  labels: "conditions",
  seeded: true,
  params: Schema.Struct({ ...toldModelParams, ...trainingParams }),
  inputs: { pictures: tensor(["track", "mel", "frame"]), condition: vectors("condition") },
  outputs: { model: model("autoencoder", ModelConfig), history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ inputs, params, ...context }) {
    const { ids, matrix } = yield* inputs.condition.load
    const { latents, layers, likelihood, logVarLimit, ...options } = params
    const { data: plain, height, width } = yield* frames(inputs.pictures)
    const built = pictureModel({ layers, height, width, latents, likelihood, logVarLimit }, matrix.cols)
    const data = { ...plain, condition: rowsOf(matrix) }
    return yield* fitModel(context, { ...built, groups: [], features: [], data, ids, options })
  }, Effect.scoped)
})
