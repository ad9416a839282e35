/** An embedding that learned nothing. Maths: src/learn/projection/random-projection.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { finite } from "../../src/dataflow/kind/finite.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { randomProjection as project } from "../../src/learn/projection/random-projection.ts"
import { Random } from "../../src/math/random.ts"

/**
 * @example
 * ```ts
 * import { randomProjection } from "partita/nodes/evaluate"
 * function* part({ vectors }: Parameters<typeof randomProjection>[0]) {
 *   const { projected } = yield* randomProjection({ vectors }, { dims: 8 })
 *   return { projected }
 * }
 * ```
 */
export const randomProjection = /*#__PURE__*/ Node.make("random-projection", {
  seeded: true,
  params: Schema.Struct({ dims: Param.positiveInt }),
  inputs: { vectors: vectors<string>("vector") },
  outputs: { projected: vectors("random direction") },
  run: Effect.fnUntraced(function*({ inputs, params, seed }) {
    const { ids, matrix } = yield* finite("A random projection", inputs.vectors)
    const names = Array.from({ length: params.dims }, (_, i) => `r${i + 1}`)
    return { projected: { ids, names, matrix: project(matrix, params.dims, new Random(seed)) } }
  })
})
