/** The latents of every track under a convolutional model. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "../../src/engine/kind/json.ts"
import { model } from "../../src/engine/kind/model.ts"
import { table } from "../../src/engine/kind/table.ts"
import { tensor } from "../../src/engine/kind/tensor.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { spectrograms } from "../features/spectrograms.ts"
import { ModelConfig } from "../train/model-config.ts"
import { spectrogramParams } from "../train/spectrogram-params.ts"
import { Collapse } from "./collapse.ts"
import { embedTracks } from "./embed-tracks.ts"
import { takeParam } from "./take.ts"
import { TrackError } from "./track-error.ts"

export const encodeSpectrograms = /*#__PURE__*/ Node.make("encode-spectrograms", {
  seeded: true,
  params: Schema.Struct({ take: takeParam, floorDb: spectrogramParams.floorDb }),
  /** `features` lends the names of the tracks. */
  inputs: {
    model: model("autoencoder", ModelConfig),
    logMel: tensor(["track", "mel", "frame"]),
    features: vectors("feature")
  },
  outputs: { latents: vectors("latent"), collapse: json(Collapse), errors: table(TrackError) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const trained = yield* inputs.model.load
    const { ids } = yield* inputs.features.load
    const { data } = yield* spectrograms(inputs.logMel, params.floorDb)
    return yield* embedTracks({ report, seed }, { trained, ids, take: params.take, data })
  }, Effect.scoped)
})
