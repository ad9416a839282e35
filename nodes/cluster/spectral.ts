/** Spectral clustering on any vectors, k given or by the eigengap. Maths: src/learn/cluster/spectral.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { finite } from "../../src/dataflow/kind/finite.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { cannotCluster } from "../../src/learn/cluster/cannot-cluster.ts"
import { inertiaOf } from "../../src/learn/cluster/inertia.ts"
import { byPlaces, possibleK } from "../../src/learn/cluster/possible-k.ts"
import { spectral as cluster } from "../../src/learn/cluster/spectral.ts"
import { Random } from "../../src/math/random.ts"
import { Assignment, assignmentsOf } from "../row/assignment.ts"
import { clustersByRule, KChoice } from "../row/k-choice.ts"

const Params = Schema.Struct({
  /** Null chooses k between `kMin` and `kMax` where the eigenvalues' widest gap is. */
  k: Schema.NullOr(Param.positiveInt),
  kMin: Param.several,
  kMax: Param.several,
  /** `neighbours` counts the track itself, as scikit-learn's n_neighbors does. */
  affinity: Schema.Union([
    Schema.Struct({
      kind: Schema.Literal("neighbours"),
      neighbours: Param.several
    }),
    Schema.Struct({ kind: Schema.Literal("gaussian"), gamma: Param.positive })
  ]),
  restarts: Param.positiveInt
})

/**
 * @example
 * ```ts
 * import { spectral } from "partita/nodes/cluster"
 * function* part({ vectors }: Parameters<typeof spectral>[0]) {
 *   const { assignments, choice, eigenvalues } = yield* spectral({ vectors }, {
 *     k: null, kMin: 5, kMax: 15, affinity: { kind: "neighbours", neighbours: 10 }, restarts: 10
 *   })
 *   return { assignments, choice, eigenvalues }
 * }
 * ```
 */
export const spectral = /*#__PURE__*/ Node.make("spectral", {
  seeded: true,
  params: Params,
  inputs: { vectors: vectors<string>("vector") },
  outputs: {
    assignments: table(Assignment),
    choice: json(KChoice),
    /** Of the normalised Laplacian, smallest first. */
    eigenvalues: json(Schema.Array(Schema.Number))
  },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const { ids, matrix } = yield* finite("spectral clustering", inputs.vectors)
    const { affinity, restarts } = params
    const { isLowered, k, kMax, kMin } = possibleK(matrix, params)
    const found = yield* attempt(
      () =>
        cluster(matrix, { k: k ?? { smallest: kMin, largest: kMax }, affinity, restarts, random: new Random(seed) }),
      RangeError,
      cannotCluster("spectral clustering", matrix.rows)
    )
    const rule = isLowered ? byPlaces : k === null ? "the widest eigengap" : "given"
    report.summary(clustersByRule(found.k, rule))
    return {
      assignments: assignmentsOf(ids, found.labels),
      choice: { k: found.k, rule, inertia: inertiaOf(matrix, found.labels), candidates: [] },
      eigenvalues: Array.from(found.eigenvalues)
    }
  })
})
