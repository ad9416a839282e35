/**
 * Fits a conditional convolutional β-VAE to pictures as they are. Next: encode-told-frames.ts. Where the condition is a
 * label, everything that follows is label-conditioned.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { tensor } from "../../src/dataflow/kind/tensor.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { rowsOf } from "../../src/learn/training/data.ts"
import { HistoryRow } from "../row/history-row.ts"
import { ModelConfig } from "../row/model-config.ts"
import { pictureModel, toldModelParams } from "../row/picture-model.ts"
import { trainingParams } from "../row/training-params.ts"
import { fitModel } from "../train/fit-model.ts"
import { frames } from "./frames.ts"

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
