/** The latents of every track under a trained model: posterior means, and whether the model still uses them. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { onlyFeatures } from "../../src/learn/training/data.ts"
import { Collapse } from "../row/collapse.ts"
import { ModelConfig } from "../row/model-config.ts"
import { takeParam } from "../row/take.ts"
import { TrackError } from "../row/track-error.ts"
import { embedTracks } from "./embed-tracks.ts"

export const encode = /*#__PURE__*/ Node.make("encode", {
  seeded: true,
  params: Schema.Struct({ take: takeParam }),
  inputs: { model: model("autoencoder", ModelConfig), features: vectors("feature") },
  outputs: { latents: vectors("latent"), collapse: json(Collapse), errors: table(TrackError) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const trained = yield* inputs.model.load
    const { ids, matrix } = yield* inputs.features.load
    return yield* embedTracks({ report, seed }, { trained, ids, take: params.take, data: onlyFeatures(matrix) })
  })
})
