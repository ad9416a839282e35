/** The latents of pictures as they are, under a model of train-frames.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "../../src/engine/kind/json.ts"
import { model } from "../../src/engine/kind/model.ts"
import { table } from "../../src/engine/kind/table.ts"
import { tensor } from "../../src/engine/kind/tensor.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { Collapse } from "../embed/collapse.ts"
import { embedTracks } from "../embed/embed-tracks.ts"
import { takeParam } from "../embed/take.ts"
import { TrackError } from "../embed/track-error.ts"
import { ModelConfig } from "../train/model-config.ts"
import { frames } from "./frames.ts"

export const encodeFrames = /*#__PURE__*/ Node.make("encode-frames", {
  seeded: true,
  params: Schema.Struct({ take: takeParam }),
  inputs: {
    model: model("autoencoder", ModelConfig),
    pictures: tensor(["track", "mel", "frame"]),
    tracks: table(Schema.Struct({ id: Schema.String }))
  },
  outputs: { latents: vectors("latent"), collapse: json(Collapse), errors: table(TrackError) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const trained = yield* inputs.model.load
    const ids = (yield* inputs.tracks.rows).map(({ id }) => id)
    const { data } = yield* frames(inputs.pictures)
    return yield* embedTracks({ report, seed }, { trained, ids, take: params.take, data })
  }, Effect.scoped)
})
