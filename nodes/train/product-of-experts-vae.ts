/**
 * Fits a product-of-experts VAE to audio and lyrics; tracks may lack lyrics. Next: nodes/embed/encode-present.ts. Model:
 * src/model/product-of-experts-vae.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { many } from "../../src/engine/kind/many.ts"
import { model } from "../../src/engine/kind/model.ts"
import { table } from "../../src/engine/kind/table.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { productOfExpertsVae } from "../../src/model/product-of-experts-vae.ts"
import { audioAndLyrics } from "../fuse/audio-and-lyrics.ts"
import { TrackGroup } from "../ingest/track-group.ts"
import { LyricsPresence } from "../text/lyrics-presence.ts"
import { branchParam, latentsParam, logVarLimitParam } from "./dense-params.ts"
import { fitModel } from "./fit-model.ts"
import { HistoryRow } from "./history-row.ts"
import { ModelConfig } from "./model-config.ts"
import { trainingParams } from "./training-params.ts"

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
