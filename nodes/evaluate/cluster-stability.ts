/** Whether K-Means finds a clustering's clusters again in subsamples. Needs no labels. Maths: src/learn/metric/clustering/stability.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { finite } from "../../src/dataflow/kind/finite.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { cannotCluster } from "../../src/learn/cluster/cannot-cluster.ts"
import { kMeans } from "../../src/learn/cluster/k-means.ts"
import { stability } from "../../src/learn/metric/clustering/stability.ts"
import { takeRows } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { Assignment } from "../row/assignment.ts"
import { descentParams } from "../row/descent-params.ts"
import { Agreement, StabilityRow } from "../row/stability-row.ts"

/**
 * @example
 * ```ts
 * import { clusterStability } from "partita/nodes/evaluate"
 * function* part({ vectors, choice, assignments }: Parameters<typeof clusterStability>[0]) {
 *   const { clusters, agreement } = yield* clusterStability({ vectors, choice, assignments }, {
 *     share: 0.8, repeats: 20, restarts: 5, maxIterations: 300, tolerance: 0
 *   })
 *   return { clusters, agreement }
 * }
 * ```
 */
export const clusterStability = /*#__PURE__*/ Node.make("cluster-stability", {
  seeded: true,
  params: Schema.Struct({
    /** Share of the tracks in each subsample. */
    share: Param.properShare,
    repeats: Param.several,
    ...descentParams
  }),
  inputs: {
    vectors: vectors<string>("vector"),
    choice: json(Schema.Struct({ k: Schema.Int })),
    /** The clusters that are looked for. */
    assignments: table(Assignment)
  },
  outputs: { clusters: table(StabilityRow), agreement: json(Agreement) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const { assignments, vectors: { matrix } } = yield* aligned({
      vectors: yield* finite("K-Means", inputs.vectors),
      assignments: inputs.assignments
    })
    const { k } = yield* inputs.choice.value
    const { repeats, share, ...options } = params
    const found = yield* attempt(
      () =>
        stability((tracks, random) => kMeans(takeRows(matrix, tracks), { ...options, k, random }).labels, {
          tracks: matrix.rows,
          share,
          repeats,
          random: new Random(seed),
          reference: Int32Array.from(assignments, ({ cluster }) => cluster)
        }),
      RangeError,
      cannotCluster("K-Means", matrix.rows)
    )
    const { ari, clusters, meanAri } = found
    if (meanAri !== null) report.metric("subsample ARI", { value: meanAri, better: "higher", baseline: 0 })
    const stable = clusters.filter(({ jaccard }) => jaccard >= 0.75).length // Hennig 2007's mark
    report.summary(`${stable} of ${clusters.length} clusters come back`)
    const lowestAri = ari.reduce((least, value) => Math.min(least, value), 1)
    const highestAri = ari.reduce((most, value) => Math.max(most, value), -1)
    return { clusters, agreement: { k, repeats, share, meanAri, lowestAri, highestAri } }
  })
})
