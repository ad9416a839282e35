/** What a conditional model makes of points of its latent space, each told a condition. Next back: draw-prior.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { rowsOf } from "../../src/learn/training/data.ts"
import { ModelConfig } from "../row/model-config.ts"
import { trainedModel } from "../train/trained-model.ts"

export const decodeConditional = /*#__PURE__*/ Node.make("decode-conditional", {
  labels: "conditions",
  params: Schema.Struct({}),
  inputs: {
    model: model("autoencoder", ModelConfig),
    points: vectors("latent"),
    condition: vectors("condition")
  },
  outputs: { features: vectors("feature") },
  run: Effect.fnUntraced(function*({ inputs }) {
    const trained = yield* inputs.model.load
    const { condition, points: { ids, matrix } } = yield* aligned({
      points: inputs.points,
      condition: inputs.condition
    })
    const { decode } = yield* Effect.promise(() => import("../../src/learn/training/embed.ts"))
    const found = yield* Effect.promise(() => decode(trainedModel(trained), rowsOf(matrix), rowsOf(condition.matrix)))
    const names = trained.config.features
    return {
      features: { ids, names, matrix: { rows: ids.length, cols: names.length, data: Float64Array.from(found) } }
    }
  })
})
