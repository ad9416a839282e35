/** Which tracks can be heard in a report that was moved away from its sound. Next: nodes/report/preview.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { inTurns } from "../../src/page/report/in-turns.ts"
import { Assignment } from "../row/assignment.ts"
import { ClusterDescription } from "../row/cluster-description.ts"
import { TrackFile } from "../row/track-file.ts"

/**
 * Those nearest to the centres of their clusters first, then the others, one of each cluster in turn.
 *
 * @example
 * ```ts
 * import { choosePreviews } from "partita/nodes/report"
 * function* part({ tracks, assignments, clusters }: Parameters<typeof choosePreviews>[0]) {
 *   const { chosen } = yield* choosePreviews({ tracks, assignments, clusters }, { most: 150 })
 *   return { chosen }
 * }
 * ```
 */
export const choosePreviews = /*#__PURE__*/ Node.make("choose-previews", {
  labels: "evaluates",
  params: Schema.Struct({
    /** Tracks of all clusters together. */
    most: Param.positiveInt
  }),
  inputs: {
    tracks: table(TrackFile),
    assignments: table(Assignment),
    clusters: json(Schema.Array(ClusterDescription))
  },
  outputs: { chosen: table(TrackFile) },
  run: Effect.fnUntraced(function*({ inputs, params: { most }, report }) {
    const described = yield* inputs.clusters.value
    const assignments = yield* inputs.assignments.rows
    const members = Map.groupBy(assignments, ({ cluster }) => cluster)
    const exemplars = new Map(described.map(({ cluster, exemplars: ids }) => [cluster, ids]))
    const queues = [...members].sort(([a], [b]) => a - b).map(([cluster, own]) => [
      ...new Set([...exemplars.get(cluster) ?? [], ...own.map(({ id }) => id)])
    ])
    const chosen = new Set(inTurns(queues, most))
    const tracks = (yield* inputs.tracks.rows).filter(({ id }) => chosen.has(id))
    report.summary(`${tracks.length} of ${assignments.length} tracks`)
    return { chosen: tracks }
  })
})
