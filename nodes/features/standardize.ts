/** Centres every feature and scales it to unit variance. Maths: src/projection/standard-scaler.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "../../src/engine/kind/json.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { fitStandardScaler, standardize as transform } from "../../src/projection/standard-scaler.ts"

const Scaler = Schema.Struct({
  names: Schema.Array(Schema.String),
  mean: Schema.Array(Schema.Number),
  scale: Schema.Array(Schema.Number)
})

export const standardize = /*#__PURE__*/ Node.make("standardize", {
  params: Schema.Struct({ method: Schema.Literals(["z"]) }),
  inputs: { features: vectors("feature") },
  outputs: { features: vectors("feature"), scaler: json(Scaler) },
  run: Effect.fnUntraced(function*({ inputs }) {
    const { ids, matrix, names } = yield* inputs.features.load
    const scaler = fitStandardScaler(matrix)
    return {
      features: { ids, names, matrix: transform(matrix, scaler) },
      scaler: { names, mean: Array.from(scaler.mean), scale: Array.from(scaler.scale) }
    }
  })
})
