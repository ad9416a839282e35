/** Several maps in one figure, by cluster, label or language. Chart: src/page/chart/projection-grid.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { labelPalette } from "../../src/page/chart/label-palette.ts"
import { type MapPanel, projectionGrid } from "../../src/page/chart/projection-grid.ts"
import { clusterName, clusterNames } from "../../src/page/report/cluster-name.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { Assignment } from "../row/assignment.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { labelColumns } from "../row/label-column.ts"
import { largestGroups } from "../row/largest-groups.ts"
import { MapPoints } from "../row/point.ts"
import { Track } from "../row/track.ts"

const Panel = Schema.Struct({
  /** Which of `maps`, counted from 0. */
  map: Param.count,
  by: Schema.Literals(["cluster", ...labelColumns]),
  /** Labels that keep a colour, the most frequent first; null for all. */
  largest: Schema.NullOr(Param.positiveInt),
  title: Schema.NonEmptyString,
  /** What the legend is called, such as "genre". */
  groupTitle: Schema.NonEmptyString
})

/** A panel shows a map that was not given. */
export class NoSuchMap extends Schema.TaggedError<NoSuchMap>()("NoSuchMap", {
  panel: Schema.String,
  map: Schema.Int,
  maps: Schema.Int,
  assignments: Schema.Int
}) {
  get hint() {
    return "maps and assignments are lists of one length, and a panel's map counts from 0"
  }
  override get message() {
    return `Panel "${this.panel}" shows map ${this.map} of ${this.maps}, with ${this.assignments} clusterings.`
  }
}

/**
 * `assignments` cluster the tracks of `maps`, one for each, in the same order; one clustering may be given twice.
 *
 * @example
 * ```ts
 * import { drawProjections } from "partita/nodes/report"
 * function* part(wires: Parameters<typeof drawProjections>[0]) { // maps, assignments, tracks
 *   const { figure } = yield* drawProjections(wires, {
 *     title: "t-SNE", columns: 2, panels: [
 *       { map: 0, by: "cluster", largest: null, title: "VAE", groupTitle: "Cluster" },
 *       { map: 0, by: "label", largest: 5, title: "VAE", groupTitle: "Genre" },
 *       { map: 1, by: "cluster", largest: null, title: "PCA", groupTitle: "Cluster" },
 *       { map: 1, by: "label", largest: 5, title: "PCA", groupTitle: "Genre" }
 *     ]
 *   })
 *   return { figure } // projections.svg, projections.png
 * }
 * ```
 */
export const drawProjections = /*#__PURE__*/ Node.make("draw-projections", {
  labels: "evaluates",
  assets: chartFonts,
  params: Schema.Struct({
    title: Schema.NonEmptyString,
    columns: Param.positiveInt,
    panels: Schema.Array(Panel).check(Schema.isMinLength(1))
  }),
  inputs: { maps: many(MapPoints), assignments: many(table(Assignment)), tracks: table(Track) },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params: { columns, panels, title } }) {
    const panelOf = Effect.fnUntraced(function*({ by, groupTitle, largest, map: at, title: name }: typeof Panel.Type) {
      const [map, assignments] = [inputs.maps[at], inputs.assignments[at]]
      if (map === undefined || assignments === undefined) {
        const { assignments: { length: clusterings }, maps: { length: maps } } = inputs
        return yield* new NoSuchMap({ panel: name, map: at, maps, assignments: clusterings })
      }
      const placed = yield* aligned({ map, assignments, tracks: inputs.tracks }, { wider: ["tracks", "assignments"] })
      const clusters = placed.assignments.map(({ cluster }) => cluster)
      const { groups, names } = by === "cluster"
        ? { groups: clusterNames(clusters), names: clusters.map(clusterName) }
        : largestGroups(placed.tracks.map((track) => track[by]), largest)
      const { data } = placed.map.matrix
      const points = names.map((group, i) => ({ x: data[2 * i]!, y: data[2 * i + 1]!, group }))
      const colours = by === "cluster" ? {} : { colours: labelPalette }
      return { title: name, points, groups, groupTitle, ...colours } satisfies MapPanel
    })
    const drawn = yield* Effect.forEach(panels, panelOf)
    const counts = drawn.map(({ points }) => points.length)
    const most = Math.max(...counts)
    const spec = projectionGrid({
      title,
      subtitle: `${most.toLocaleString("en")} tracks; distances between far groups mean little`,
      panels: drawn,
      columns
    })
    return { figure: yield* saving("figure", () => chartFiles({ projections: spec }, bundledFonts())) }
  })
})
