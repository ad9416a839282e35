/** The latents of pictures as they are, under a model of train-told-frames.ts that is told a condition of each. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { tensor } from "../../src/dataflow/kind/tensor.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { rowsOf } from "../../src/learn/training/data.ts"
import { embedTracks } from "../embed/embed-tracks.ts"
import { Collapse } from "../row/collapse.ts"
import { ModelConfig } from "../row/model-config.ts"
import { takeParam } from "../row/take.ts"
import { TrackError } from "../row/track-error.ts"
import { frames } from "./frames.ts"

export const encodeToldFrames = /*#__PURE__*/ Node.make("encode-told-frames", {
  labels: "conditions",
  seeded: true,
  params: Schema.Struct({ take: takeParam }),
  inputs: {
    model: model("autoencoder", ModelConfig),
    pictures: tensor(["track", "mel", "frame"]),
    condition: vectors("condition")
  },
  outputs: { latents: vectors("latent"), collapse: json(Collapse), errors: table(TrackError) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const trained = yield* inputs.model.load
    const { ids, matrix } = yield* inputs.condition.load
    const { data: plain } = yield* frames(inputs.pictures)
    const data = { ...plain, condition: rowsOf(matrix) }
    return yield* embedTracks({ report, seed }, { trained, ids, take: params.take, data })
  }, Effect.scoped)
})
