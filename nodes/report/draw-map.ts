/** A map of tracks, once coloured by cluster and once by label. Chart: src/page/chart/scatter.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { labelPalette } from "../../src/page/chart/label-palette.ts"
import { scatter } from "../../src/page/chart/scatter.ts"
import { clusterName, clusterNames } from "../../src/page/report/cluster-name.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { Assignment } from "../row/assignment.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { MapPoints } from "../row/point.ts"
import { Track } from "../row/track.ts"

const unlabelled = "unlabelled"

/**
 * @example
 * ```ts
 * import { drawMap } from "partita/nodes/report"
 * function* part({ map, assignments, tracks }: Parameters<typeof drawMap>[0]) {
 *   const { figure } = yield* drawMap({ map, assignments, tracks }, { title: "t-SNE of the VAE latents" })
 *   return { figure }
 * }
 * ```
 */
export const drawMap = /*#__PURE__*/ Node.make("draw-map", {
  labels: "evaluates",
  assets: chartFonts,
  params: Schema.Struct({ title: Schema.NonEmptyString }),
  inputs: { map: MapPoints, assignments: table(Assignment), tracks: table(Track) },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, isLabelConditioned, params }) {
    const { assignments, map: { ids, matrix }, tracks } = yield* aligned({
      map: inputs.map,
      assignments: inputs.assignments,
      tracks: inputs.tracks
    }, { wider: ["tracks"] })
    const place = (groups: ReadonlyArray<string>) =>
      groups.map((group, i) => ({ track: ids[i]!, x: matrix.data[2 * i]!, y: matrix.data[2 * i + 1]!, group }))
    const known = [...new Set(tracks.flatMap(({ label }) => label ?? []))].sort()
    const byCluster = scatter({
      title: params.title,
      subtitle: `${ids.length} tracks, coloured by cluster`,
      points: place(assignments.map(({ cluster }) => clusterName(cluster))),
      groups: clusterNames(assignments.map(({ cluster }) => cluster)),
      groupTitle: "Cluster",
      labelGroups: true
    })
    const isComplete = tracks.every(({ label }) => label !== null)
    const byLabel = scatter({
      title: params.title,
      subtitle: `${ids.length} tracks, coloured by label; ${
        isLabelConditioned ? "the space was told them" : "labels played no part in the map"
      }`,
      points: place(tracks.map(({ label }) => label ?? unlabelled)),
      groups: isComplete ? known : [...known, unlabelled],
      groupTitle: "Label",
      labelGroups: false,
      colours: labelPalette
    })
    const specs = known.length > 1 ? { "by-cluster": byCluster, "by-label": byLabel } : { "by-cluster": byCluster }
    return { figure: yield* saving("figure", () => chartFiles(specs, bundledFonts())) }
  })
})
