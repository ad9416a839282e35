/**
 * Fits one VAE to audio and lyrics features together. Next: nodes/embed/encode-pair.ts. Model: src/model/hybrid-vae.ts.
 * It takes a track without lyrics for one with average lyrics; nodes/train/product-of-experts-vae.ts does not.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { many } from "../../src/engine/kind/many.ts"
import { model } from "../../src/engine/kind/model.ts"
import { table } from "../../src/engine/kind/table.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { hybridVae } from "../../src/model/hybrid-vae.ts"
import { rowsOf } from "../../src/training/data.ts"
import { sideBySide } from "../../src/training/row-sources.ts"
import { sameTracks } from "../features/same-tracks.ts"
import { TrackGroup } from "../ingest/track-group.ts"
import { branchParam, latentsParam, logVarLimitParam } from "./dense-params.ts"
import { fitModel } from "./fit-model.ts"
import { HistoryRow } from "./history-row.ts"
import { ModelConfig } from "./model-config.ts"
import { trainingParams } from "./training-params.ts"

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
    const audio = yield* inputs.audio.load
    const lyrics = yield* inputs.lyrics.load
    yield* sameTracks(["audio", "lyrics"], audio.ids, lyrics.ids)
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
