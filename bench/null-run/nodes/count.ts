/** Nodes that do next to nothing, so that only the engine is measured. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../../src/dataflow/dsl/node.ts"
import { json } from "../../../src/dataflow/kind/json.ts"

export const zero = /*#__PURE__*/ Node.make("zero", {
  params: Schema.Struct({}),
  inputs: {},
  outputs: { n: json(Schema.Int) },
  run: () => Effect.succeed({ n: 0 })
})

export const add = /*#__PURE__*/ Node.make("add", {
  params: Schema.Struct({ by: Schema.Int }),
  inputs: { n: json(Schema.Int) },
  outputs: { n: json(Schema.Int) },
  run: ({ inputs, params }) => Effect.map(inputs.n.value, (n) => ({ n: n + params.by }))
})
