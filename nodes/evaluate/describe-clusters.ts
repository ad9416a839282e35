/** What each cluster holds: its size, how its labels spread, and the tracks nearest its centre. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { classBalance } from "../../src/learn/audit/class-balance.ts"
import { centroidsOf } from "../../src/learn/metric/clustering/centroids.ts"
import { clustersOf } from "../../src/learn/metric/clustering/clusters.ts"
import { silhouetteSamples } from "../../src/learn/metric/clustering/silhouette.ts"
import { squaredDistance } from "../../src/math/distance.ts"
import { Assignment } from "../row/assignment.ts"
import { ClusterDescription } from "../row/cluster-description.ts"
import { LabelColumn } from "../row/label-column.ts"
import { Track } from "../row/track.ts"

/**
 * @example
 * ```ts
 * import { describeClusters } from "partita/nodes/evaluate"
 * function* part({ vectors, assignments, tracks }: Parameters<typeof describeClusters>[0]) {
 *   const { clusters } = yield* describeClusters({ vectors, assignments, tracks }, {
 *     exemplars: 5, column: "label"
 *   })
 *   return { clusters }
 * }
 * ```
 */
export const describeClusters = /*#__PURE__*/ Node.make("describe-clusters", {
  labels: "evaluates",
  params: Schema.Struct({
    exemplars: Param.positiveInt,
    /** Which labels are counted. */
    column: LabelColumn
  }),
  inputs: { vectors: vectors<string>("vector"), assignments: table(Assignment), tracks: table(Track) },
  outputs: { clusters: json(Schema.Array(ClusterDescription)) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { assignments, tracks, vectors: { ids, matrix } } = yield* aligned({
      vectors: inputs.vectors,
      assignments: inputs.assignments,
      tracks: inputs.tracks
    }, { wider: ["tracks"] })
    const labels = Int32Array.from(assignments, ({ cluster }) => cluster)
    const groups = clustersOf(labels)
    const means = centroidsOf(matrix, groups)
    const isSeparable = groups.count > 1 && groups.count < ids.length
    const silhouettes = isSeparable ? silhouetteSamples(matrix, labels) : new Float64Array(ids.length)
    const distance = (i: number) =>
      squaredDistance(matrix.data, i * matrix.cols, means.data, groups.of[i]! * matrix.cols, matrix.cols)
    const members = Map.groupBy(ids.keys(), (i) => groups.of[i]!)
    const clusters = [...members].sort(([a], [b]) => a - b).map(([, rows]) => ({
      cluster: labels[rows[0]!]!,
      size: rows.length,
      labels: classBalance(rows.map((i) => tracks[i]![params.column])).counts,
      exemplars: rows.toSorted((a, b) => distance(a) - distance(b)).slice(0, params.exemplars).map((i) => ids[i]!),
      silhouettes: rows.map((i) => silhouettes[i]!).sort((a, b) => b - a)
    }))
    report.summary(`${clusters.length} clusters`)
    return { clusters }
  })
})
