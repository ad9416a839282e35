/**
 * Fits one VAE to audio and lyrics features together. Next: nodes/embed/encode-pair.ts. Model: src/learn/model/hybrid-vae.ts.
 * It takes a track without lyrics for one with average lyrics; nodes/train/product-of-experts-vae.ts does not.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { hybridVae } from "../../src/learn/model/hybrid-vae.ts"
import { rowsOf } from "../../src/learn/training/data.ts"
import { sideBySide } from "../../src/learn/training/row-sources.ts"
import { branchParam, latentsParam, logVarLimitParam } from "../row/dense-params.ts"
import { HistoryRow } from "../row/history-row.ts"
import { ModelConfig } from "../row/model-config.ts"
import { TrackGroup } from "../row/track-group.ts"
import { trainingParams } from "../row/training-params.ts"
import { fitModel } from "./fit-model.ts"

export const trainHybridVae = /*#__PURE__*/ Node.make("train-hybrid-vae", {
  seeded: true,
  params: Schema.Struct({
    audio: branchParam,
    lyrics: branchParam,
    latents: latentsParam,
    logVarLimit: logVarLimitParam,
    ...trainingParams
  }),
  inputs: { audio: vectors("feature"), lyrics: vectors("lyrics feature"), groups: many(table(TrackGroup)) },
  outputs: { model: model("autoencoder", ModelConfig), history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ inputs, params, ...context }) {
    const { audio, lyrics } = yield* aligned({ audio: inputs.audio, lyrics: inputs.lyrics })
    const { audio: audioBranch, latents, logVarLimit, lyrics: lyricsBranch, ...options } = params
    const architecture = {
      branches: [
        { name: "audio", features: audio.matrix.cols, ...audioBranch },
        { name: "lyrics", features: lyrics.matrix.cols, ...lyricsBranch }
      ],
      latents,
      logVarLimit
    }
    const x = sideBySide([rowsOf(audio.matrix), rowsOf(lyrics.matrix)])
    return yield* fitModel(context, {
      groups: inputs.groups,
      model: hybridVae(architecture),
      architecture: { kind: "hybrid-vae", ...architecture },
      features: [...audio.names, ...lyrics.names],
      data: { x, condition: null, presence: null, groups: null, blockRows: null },
      ids: audio.ids,
      options
    })
  })
})
