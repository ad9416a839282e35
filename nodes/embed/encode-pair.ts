/** The latents of every track under a model of audio and lyrics. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "../../src/engine/kind/json.ts"
import { model } from "../../src/engine/kind/model.ts"
import { table } from "../../src/engine/kind/table.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { rowsOf } from "../../src/training/data.ts"
import { sideBySide } from "../../src/training/row-sources.ts"
import { sameTracks } from "../features/same-tracks.ts"
import { ModelConfig } from "../train/model-config.ts"
import { Collapse } from "./collapse.ts"
import { embedTracks } from "./embed-tracks.ts"
import { takeParam } from "./take.ts"
import { TrackError } from "./track-error.ts"

export const encodePair = /*#__PURE__*/ Node.make("encode-pair", {
  seeded: true,
  params: Schema.Struct({ take: takeParam }),
  inputs: {
    model: model("autoencoder", ModelConfig),
    audio: vectors("feature"),
    lyrics: vectors("lyrics feature")
  },
  outputs: { latents: vectors("latent"), collapse: json(Collapse), errors: table(TrackError) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const trained = yield* inputs.model.load
    const { ids, matrix } = yield* inputs.audio.load
    const lyrics = yield* inputs.lyrics.load
    yield* sameTracks(["audio", "lyrics"], ids, lyrics.ids)
    const x = sideBySide([rowsOf(matrix), rowsOf(lyrics.matrix)])
    const data = { x, condition: null, presence: null, groups: null, blockRows: null }
    return yield* embedTracks({ report, seed }, { trained, ids, take: params.take, data })
  })
})
