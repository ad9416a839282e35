/** The latents of every track under a model of audio and lyrics that takes from each track what it has. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "../../src/engine/kind/json.ts"
import { model } from "../../src/engine/kind/model.ts"
import { table } from "../../src/engine/kind/table.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { audioAndLyrics } from "../fuse/audio-and-lyrics.ts"
import { LyricsPresence } from "../text/lyrics-presence.ts"
import { ModelConfig } from "../train/model-config.ts"
import { Collapse } from "./collapse.ts"
import { embedTracks } from "./embed-tracks.ts"
import { takeParam } from "./take.ts"
import { TrackError } from "./track-error.ts"

export const encodePresent = /*#__PURE__*/ Node.make("encode-present", {
  seeded: true,
  params: Schema.Struct({ take: takeParam }),
  inputs: {
    model: model("autoencoder", ModelConfig),
    audio: vectors("feature"),
    embedding: vectors("lyrics feature"),
    lyrics: table(LyricsPresence)
  },
  outputs: { latents: vectors("latent"), collapse: json(Collapse), errors: table(TrackError) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const trained = yield* inputs.model.load
    const { data, ids } = yield* audioAndLyrics(inputs)
    return yield* embedTracks({ report, seed }, { trained, ids, take: params.take, data })
  })
})
