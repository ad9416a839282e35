/** The latents of every track under a model of audio and lyrics that takes from each track what it has. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { audioAndLyrics } from "../fuse/audio-and-lyrics.ts"
import { Collapse } from "../row/collapse.ts"
import { LyricsPresence } from "../row/lyrics-presence.ts"
import { ModelConfig } from "../row/model-config.ts"
import { takeParam } from "../row/take.ts"
import { TrackError } from "../row/track-error.ts"
import { embedTracks } from "./embed-tracks.ts"

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
