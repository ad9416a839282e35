/**
 * Fits a product-of-experts VAE to audio and lyrics; tracks may lack lyrics. Next: nodes/embed/encode-present.ts. Model:
 * src/learn/model/product-of-experts-vae.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { productOfExpertsVae } from "../../src/learn/model/product-of-experts-vae.ts"
import { audioAndLyrics } from "../fuse/audio-and-lyrics.ts"
import { branchParam, latentsParam, logVarLimitParam } from "../row/dense-params.ts"
import { HistoryRow } from "../row/history-row.ts"
import { LyricsPresence } from "../row/lyrics-presence.ts"
import { ModelConfig } from "../row/model-config.ts"
import { TrackGroup } from "../row/track-group.ts"
import { trainingParams } from "../row/training-params.ts"
import { fitModel } from "./fit-model.ts"

export const trainProductOfExpertsVae = /*#__PURE__*/ Node.make("train-product-of-experts-vae", {
  seeded: true,
  params: Schema.Struct({
    audio: branchParam,
    lyrics: branchParam,
    latents: latentsParam,
    logVarLimit: logVarLimitParam,
    ...trainingParams
  }),
  inputs: {
    audio: vectors("feature"),
    embedding: vectors("lyrics feature"),
    lyrics: table(LyricsPresence),
    groups: many(table(TrackGroup))
  },
  outputs: { model: model("autoencoder", ModelConfig), history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ inputs, params, ...context }) {
    const { audio, data, ids, lyrics } = yield* audioAndLyrics(inputs)
    const { audio: audioBranch, latents, logVarLimit, lyrics: lyricsBranch, ...options } = params
    const architecture = {
      branches: [
        { name: "audio", features: audio.length, ...audioBranch },
        { name: "lyrics", features: lyrics.length, ...lyricsBranch }
      ],
      latents,
      logVarLimit
    }
    return yield* fitModel(context, {
      groups: inputs.groups,
      model: productOfExpertsVae(architecture),
      architecture: { kind: "product-of-experts-vae", ...architecture },
      features: [...audio, ...lyrics],
      data,
      ids,
      options
    })
  })
})
