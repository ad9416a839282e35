/** The latents of pictures as they are, under a model of train-told-frames.ts that is told a condition of each. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "../../src/engine/kind/json.ts"
import { model } from "../../src/engine/kind/model.ts"
import { table } from "../../src/engine/kind/table.ts"
import { tensor } from "../../src/engine/kind/tensor.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { rowsOf } from "../../src/training/data.ts"
import { Collapse } from "../embed/collapse.ts"
import { embedTracks } from "../embed/embed-tracks.ts"
import { takeParam } from "../embed/take.ts"
import { TrackError } from "../embed/track-error.ts"
import { ModelConfig } from "../train/model-config.ts"
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
