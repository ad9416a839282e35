/** The latents of every track under a conditional model that is told a condition of each. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { onlyFeatures, rowsOf } from "../../src/learn/training/data.ts"
import { Collapse } from "../row/collapse.ts"
import { ModelConfig } from "../row/model-config.ts"
import { takeParam } from "../row/take.ts"
import { TrackError } from "../row/track-error.ts"
import { embedTracks } from "./embed-tracks.ts"

export const encodeConditional = /*#__PURE__*/ Node.make("encode-conditional", {
  labels: "conditions",
  seeded: true,
  params: Schema.Struct({ take: takeParam }),
  inputs: {
    model: model("autoencoder", ModelConfig),
    features: vectors("feature"),
    condition: vectors("condition")
  },
  outputs: { latents: vectors("latent"), collapse: json(Collapse), errors: table(TrackError) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const trained = yield* inputs.model.load
    const { features: { ids, matrix }, condition } = yield* aligned({
      features: inputs.features,
      condition: inputs.condition
    })
    const data = { ...onlyFeatures(matrix), condition: rowsOf(condition.matrix) }
    return yield* embedTracks({ report, seed }, { trained, ids, take: params.take, data })
  })
})
