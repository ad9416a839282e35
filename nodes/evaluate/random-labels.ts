/** The clustering that looked at nothing, scored like all others. Maths: src/learn/metric/clustering/random-labels.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { randomLabels as draw } from "../../src/learn/metric/clustering/random-labels.ts"
import { Random } from "../../src/math/random.ts"
import { Assignment } from "../row/assignment.ts"

/**
 * @example
 * ```ts
 * import { randomLabels } from "partita/nodes/evaluate"
 * function* part({ vectors }: Parameters<typeof randomLabels>[0]) {
 *   const { assignments } = yield* randomLabels({ vectors }, { k: 8 })
 *   return { assignments }
 * }
 * ```
 */
export const randomLabels = /*#__PURE__*/ Node.make("random-labels", {
  seeded: true,
  params: Schema.Struct({ k: Param.positiveInt }),
  inputs: { vectors: vectors<string>("vector") },
  outputs: { assignments: table(Assignment) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const { ids } = yield* inputs.vectors.load
    const labels = draw(ids.length, params.k, new Random(seed))
    report.summary(`${ids.length} tracks in ${params.k} random clusters`)
    return { assignments: ids.map((id, i) => ({ id, cluster: labels[i]! })) }
  })
})
