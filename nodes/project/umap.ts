/** A UMAP map of tracks. Maths: src/learn/projection/umap.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { Random } from "../../src/math/random.ts"
import { MapPoints } from "../row/point.ts"

/**
 * @example
 * ```ts
 * import { umap } from "partita/nodes/project"
 * function* part({ vectors }: Parameters<typeof umap>[0]) {
 *   const { map } = yield* umap({ vectors }, { neighbours: 15, minimumDistance: 0.1 })
 *   return { map }
 * }
 * ```
 */
export const umap = /*#__PURE__*/ Node.make("umap", {
  seeded: true,
  params: Schema.Struct({
    neighbours: Param.several,
    minimumDistance: Param.amount
  }),
  inputs: { vectors: vectors<string>("vector") },
  outputs: { map: MapPoints },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const { ids, matrix } = yield* inputs.vectors.load
    const { umap: embed } = yield* Effect.promise(() => import("../../src/learn/projection/umap.ts"))
    const { embedding, neighbours } = yield* Effect.promise(() =>
      embed(matrix, { ...params, random: new Random(seed) })
    )
    report.summary(`${neighbours} neighbours`)
    return { map: { ids, names: ["x", "y"], matrix: embedding } }
  })
})
