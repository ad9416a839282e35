/** Fits an autoencoder whose latents are codes of a learnt codebook. Next: nodes/embed/encode.ts. Model: src/model/vq-vae.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { many } from "../../src/engine/kind/many.ts"
import { model } from "../../src/engine/kind/model.ts"
import { table } from "../../src/engine/kind/table.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { autoencoder } from "../../src/model/autoencoder.ts"
import { vqVae } from "../../src/model/vq-vae.ts"
import { onlyFeatures } from "../../src/training/data.ts"
import { TrackGroup } from "../ingest/track-group.ts"
import { denseParams } from "./dense-params.ts"
import { fitModel } from "./fit-model.ts"
import { HistoryRow } from "./history-row.ts"
import { ModelConfig } from "./model-config.ts"
import { trainingParams } from "./training-params.ts"

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
