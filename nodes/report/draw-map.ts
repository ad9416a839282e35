/** A map of tracks, once coloured by cluster and once by label. Chart: src/page/chart/scatter.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { scatter } from "../../src/page/chart/scatter.ts"
import { Assignment } from "../row/assignment.ts"
import { MapPoints } from "../row/point.ts"
import { Track } from "../row/track.ts"
import { chartFiles, chartFonts } from "./chart-files.ts"
import { clusterName, clusterNames } from "./cluster-name.ts"

const unlabelled = "unlabelled"

export const drawMap = /*#__PURE__*/ Node.make("draw-map", {
  labels: "evaluates",
  assets: chartFonts,
  params: Schema.Struct({ title: Schema.NonEmptyString }),
  inputs: { map: MapPoints, assignments: table(Assignment), tracks: table(Track) },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params }) {
    const { ids, matrix } = yield* inputs.map.load
    const clusters = new Map((yield* inputs.assignments.rows).map((row) => [row.id, row.cluster]))
    const labels = new Map((yield* inputs.tracks.rows).map((track) => [track.id, track.label]))
    const place = (group: (id: string) => string) =>
      ids.map((id, i) => ({ x: matrix.data[2 * i]!, y: matrix.data[2 * i + 1]!, group: group(id) }))
    const known = [...new Set(ids.flatMap((id) => labels.get(id) ?? []))].sort()
    const byCluster = scatter({
      title: params.title,
      subtitle: `${ids.length} tracks, coloured by cluster`,
      points: place((id) => clusterName(clusters.get(id)!)),
      groups: clusterNames(clusters.values()),
      groupTitle: "Cluster",
      labelGroups: true
    })
    const isComplete = ids.every((id) => labels.get(id) !== null)
    const byLabel = scatter({
      title: params.title,
      subtitle: `${ids.length} tracks, coloured by label; labels played no part in the map`,
      points: place((id) => labels.get(id) ?? unlabelled),
      groups: isComplete ? known : [...known, unlabelled],
      groupTitle: "Label",
      labelGroups: false
    })
    return {
      figure: yield* chartFiles(
        known.length > 1 ? { "by-cluster": byCluster, "by-label": byLabel } : { "by-cluster": byCluster }
      )
    }
  })
})
