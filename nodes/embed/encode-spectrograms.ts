/** The latents of every track under a convolutional model. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { tensor } from "../../src/dataflow/kind/tensor.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { spectrograms } from "../features/spectrograms.ts"
import { Collapse } from "../row/collapse.ts"
import { ModelConfig } from "../row/model-config.ts"
import { spectrogramParams } from "../row/spectrogram-params.ts"
import { takeParam } from "../row/take.ts"
import { TrackError } from "../row/track-error.ts"
import { embedTracks } from "./embed-tracks.ts"

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
