/** The latents of every track under a model of audio and lyrics. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { rowsOf } from "../../src/learn/training/data.ts"
import { sideBySide } from "../../src/learn/training/row-sources.ts"
import { Collapse } from "../row/collapse.ts"
import { ModelConfig } from "../row/model-config.ts"
import { takeParam } from "../row/take.ts"
import { TrackError } from "../row/track-error.ts"
import { embedTracks } from "./embed-tracks.ts"

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
    const { audio: { ids, matrix }, lyrics } = yield* aligned({ audio: inputs.audio, lyrics: inputs.lyrics })
    const x = sideBySide([rowsOf(matrix), rowsOf(lyrics.matrix)])
    const data = { x, condition: null, presence: null, groups: null, blockRows: null }
    return yield* embedTracks({ report, seed }, { trained, ids, take: params.take, data })
  })
})
