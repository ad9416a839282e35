/** What a trained model makes of points of its latent space, as features. Next back: traverse.ts, interpolate.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { rowsOf } from "../../src/learn/training/data.ts"
import { ModelConfig } from "../row/model-config.ts"
import { trainedModel } from "../train/trained-model.ts"

export const decode = /*#__PURE__*/ Node.make("decode", {
  params: Schema.Struct({}),
  inputs: { model: model("autoencoder", ModelConfig), points: vectors("latent") },
  outputs: { features: vectors("feature") },
  run: Effect.fnUntraced(function*({ inputs }) {
    const trained = yield* inputs.model.load
    const { ids, matrix } = yield* inputs.points.load
    const { decode: decodeLatents } = yield* Effect.promise(() => import("../../src/learn/training/embed.ts"))
    const found = yield* Effect.promise(() => decodeLatents(trainedModel(trained), rowsOf(matrix), null))
    const names = trained.config.features
    return {
      features: { ids, names, matrix: { rows: ids.length, cols: names.length, data: Float64Array.from(found) } }
    }
  })
})
