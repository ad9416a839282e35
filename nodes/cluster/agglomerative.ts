/** Agglomerative clustering on any vectors, k given or chosen without labels. Maths: src/learn/cluster/agglomerative.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { finite } from "../../src/dataflow/kind/finite.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { agglomerate, cutDendrogram } from "../../src/learn/cluster/agglomerative.ts"
import { cannotCluster } from "../../src/learn/cluster/cannot-cluster.ts"
import { chooseCut } from "../../src/learn/cluster/choose-cut.ts"
import { inertiaOf } from "../../src/learn/cluster/inertia.ts"
import { byPlaces, possibleK } from "../../src/learn/cluster/possible-k.ts"
import type { Matrix } from "../../src/math/matrix.ts"
import { Assignment, assignmentsOf } from "../row/assignment.ts"
import { clustersByRule, KChoice } from "../row/k-choice.ts"
import { MergeRow } from "../row/merge-row.ts"

const Params = Schema.Struct({
  linkage: Schema.Literals(["ward", "average", "complete", "single"]),
  /** Null cuts between `kMin` and `kMax` by the highest silhouette. */
  k: Schema.NullOr(Param.positiveInt),
  kMin: Param.several,
  kMax: Param.several
})

const run = (matrix: Matrix, params: typeof Params.Type) => {
  const tree = agglomerate(matrix, params.linkage)
  const { isLowered, k, kMax, kMin } = possibleK(matrix, params)
  const cut = k === null
    ? chooseCut(matrix, tree, { smallest: kMin, largest: kMax })
    : { k, rule: isLowered ? byPlaces : "given", candidates: [], labels: cutDendrogram(tree, k) }
  return { tree, ...cut }
}

/**
 * @example
 * ```ts
 * import { agglomerative } from "partita/nodes/cluster"
 * function* part({ vectors }: Parameters<typeof agglomerative>[0]) {
 *   const { assignments, choice, heights } = yield* agglomerative({ vectors }, {
 *     linkage: "ward", k: null, kMin: 5, kMax: 15
 *   })
 *   return { assignments, choice, heights }
 * }
 * ```
 */
export const agglomerative = /*#__PURE__*/ Node.make("agglomerative", {
  params: Params,
  inputs: { vectors: vectors<string>("vector") },
  outputs: {
    assignments: table(Assignment),
    choice: json(KChoice),
    /** Heights of all merges, lowest first. */
    heights: json(Schema.Array(Schema.Number)),
    merges: table(MergeRow)
  },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { ids, matrix } = yield* finite("agglomerative clustering", inputs.vectors)
    const found = yield* attempt(
      () => run(matrix, params),
      RangeError,
      cannotCluster("agglomerative clustering", matrix.rows)
    )
    const { candidates, k, labels, rule, tree } = found
    report.summary(`${params.linkage} linkage: ${clustersByRule(k, rule)}`)
    return {
      assignments: assignmentsOf(ids, labels),
      choice: { k, rule, inertia: inertiaOf(matrix, labels), candidates },
      heights: Array.from(tree.heights),
      merges: Array.from(tree.heights, (height, i) => ({ left: tree.left[i]!, right: tree.right[i]!, height }))
    }
  })
})
