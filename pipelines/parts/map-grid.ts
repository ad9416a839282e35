/** Maps of several spaces in one figure: groups of steps that studies share. A map is placed once and may be drawn often. */
import { tSne } from "../../nodes/project/t-sne.ts"
import { umap } from "../../nodes/project/umap.ts"
import { drawProjections } from "../../nodes/report/draw-projections.ts"
import type { Track } from "../../nodes/row/track.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import type { PartsOf } from "../../src/dataflow/dsl/pipeline.ts"
import { slug } from "../../src/dataflow/dsl/slug.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import type { Space } from "./cluster-and-score.ts"
import type { DrawnFigure } from "./report-study.ts"

const looking = "For looking only: no number in this report is computed in a map."

/** A space with the clustering that its map is coloured by. */
export interface MappedSpace {
  readonly space: Space
  readonly assignments: NonNullable<Parameters<typeof drawProjections>[0]["assignments"]>[number]
}

/** Places a map of a space: `t-sne-<space>` or `umap-<space>`. */
export function* mapOf(method: "t-SNE" | "UMAP", { assignments, space }: MappedSpace) {
  const { isLabelConditioned, name, vectors } = space
  const declared = isLabelConditioned === true ? [{ labels: "conditions" } as const] as const : [] as const
  const step = `${slug(method)}-${slug(name)}`
  const { map } = method === "t-SNE"
    ? yield* tSne.as(step, ...declared)({ vectors }, { perplexity: 30, iterations: 500 })
    : yield* umap.as(step, ...declared)({ vectors }, { neighbours: 15, minimumDistance: 0.1 })
  return { method, name, map, assignments }
}

/** A placed map. */
export type PlacedMap = PartsOf<typeof mapOf>

/** What one panel is coloured by: `largest` labels keep a colour, null for all. */
export interface Colouring {
  readonly by: "cluster" | "label" | "language"
  readonly groupTitle: string
  readonly largest: number | null
}

/** Places a figure of maps, a row for each map and a column for each colouring, or the other way round. */
export function* drawMaps(
  maps: ReadonlyArray<PlacedMap>,
  colourings: ReadonlyArray<Colouring>,
  { id, isColumnPerMap = false, title, tracks }: {
    readonly id: string
    readonly title: string
    readonly tracks: Ref<Table<Track>>
    readonly isColumnPerMap?: boolean
  }
) {
  const panelOf = (map: number, { by, groupTitle, largest }: Colouring) => ({
    map,
    by,
    largest,
    title: `${maps[map]!.name}, by ${groupTitle}`,
    groupTitle
  })
  const panels = isColumnPerMap
    ? colourings.flatMap((colouring) => maps.map((_, i) => panelOf(i, colouring)))
    : maps.flatMap((_, i) => colourings.map((colouring) => panelOf(i, colouring)))
  const { figure } = yield* drawProjections.as(`draw-${id}`)(
    { maps: maps.map(({ map }) => map), assignments: maps.map(({ assignments }) => assignments), tracks },
    { title, columns: isColumnPerMap ? maps.length : colourings.length, panels }
  )
  const drawn: DrawnFigure = { figure, captions: { id, charts: { projections: [title, looking] } }, name: id }
  return drawn
}
