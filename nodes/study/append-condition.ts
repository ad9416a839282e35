/** Puts what tracks are said to be into the space that is then clustered: what follows is label-conditioned. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { row, zeros } from "../../src/math/matrix.ts"

/**
 * @example
 * ```ts
 * import { appendCondition } from "partita/nodes/study"
 * function* part({ vectors, condition }: Parameters<typeof appendCondition>[0]) {
 *   const { fused } = yield* appendCondition({ vectors, condition }, {})
 *   return { fused }
 * }
 * ```
 */
export const appendCondition = /*#__PURE__*/ Node.make("append-condition", {
  labels: "conditions",
  params: Schema.Struct({}),
  inputs: { vectors: vectors<string>("vector"), condition: vectors("condition") },
  outputs: { fused: vectors("fused") },
  run: Effect.fnUntraced(function*({ inputs }) {
    const { condition, vectors: { ids, matrix, names } } = yield* aligned({
      vectors: inputs.vectors,
      condition: inputs.condition
    })
    const fused = zeros(ids.length, matrix.cols + condition.matrix.cols)
    ids.forEach((_, i) => {
      fused.data.set(row(matrix, i), i * fused.cols)
      fused.data.set(row(condition.matrix, i), i * fused.cols + matrix.cols)
    })
    return { fused: { ids, names: [...names, ...condition.names.map((name) => `is ${name}`)], matrix: fused } }
  })
})
