/** Puts what tracks are said to be into the space that is then clustered: what follows is label-conditioned. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { row, zeros } from "../../src/math/matrix.ts"
import { sameTracks } from "../features/same-tracks.ts"

export const appendCondition = /*#__PURE__*/ Node.make("append-condition", {
  labels: "conditions",
  params: Schema.Struct({}),
  inputs: { vectors: vectors<string>("vector"), condition: vectors("condition") },
  outputs: { fused: vectors("fused") },
  run: Effect.fnUntraced(function*({ inputs }) {
    const { ids, matrix, names } = yield* inputs.vectors.load
    const condition = yield* inputs.condition.load
    yield* sameTracks(["vectors", "condition"], ids, condition.ids)
    const fused = zeros(ids.length, matrix.cols + condition.matrix.cols)
    ids.forEach((_, i) => {
      fused.data.set(row(matrix, i), i * fused.cols)
      fused.data.set(row(condition.matrix, i), i * fused.cols + matrix.cols)
    })
    return { fused: { ids, names: [...names, ...condition.names.map((name) => `is ${name}`)], matrix: fused } }
  })
})
