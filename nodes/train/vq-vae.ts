/** Fits an autoencoder whose latents are codes of a learnt codebook. Next: nodes/embed/encode.ts. Model: src/learn/model/vq-vae.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { autoencoder } from "../../src/learn/model/autoencoder.ts"
import { vqVae } from "../../src/learn/model/vq-vae.ts"
import { onlyFeatures } from "../../src/learn/training/data.ts"
import { denseParams } from "../row/dense-params.ts"
import { HistoryRow } from "../row/history-row.ts"
import { ModelConfig } from "../row/model-config.ts"
import { TrackGroup } from "../row/track-group.ts"
import { trainingParams } from "../row/training-params.ts"
import { fitModel } from "./fit-model.ts"

const positive = Schema.Int.check(Schema.isGreaterThan(0))

export const trainVqVae = /*#__PURE__*/ Node.make("train-vq-vae", {
  seeded: true,
  params: Schema.Struct({
    ...denseParams,
    /** Pieces the latents are cut into, each of which becomes a code; they divide the latents. */
    slots: positive,
    codes: positive,
    commitment: Schema.Finite.check(Schema.isGreaterThan(0)),
    ...trainingParams
  }),
  inputs: { features: vectors("feature"), groups: many(table(TrackGroup)) },
  outputs: { model: model("autoencoder", ModelConfig), history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ inputs, params, ...context }) {
    const { ids, matrix, names } = yield* inputs.features.load
    const { codes, commitment, hidden, latents, likelihood, slots, ...options } = params
    const architecture = { features: matrix.cols, hidden, latents, likelihood }
    const codebook = { slots, codes, commitment }
    return yield* fitModel(context, {
      groups: inputs.groups,
      model: vqVae(autoencoder(architecture), codebook),
      architecture: { kind: "autoencoder", ...architecture, extension: { kind: "vq-vae", ...codebook } },
      features: names,
      data: onlyFeatures(matrix),
      ids,
      options
    })
  })
})
