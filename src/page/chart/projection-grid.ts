import { groupScale, ungrouped } from "./group-scale.ts"
import { mapPosition, type Place } from "./map-position.ts"
import { heading, ink, panelName } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** One map in one colouring; `groups` fixes the order of colours. */
export interface MapPanel {
  readonly title: string
  readonly points: ReadonlyArray<Place & { readonly group: string }>
  readonly groups: ReadonlyArray<string>
  readonly groupTitle: string
  /** Colours of the groups in turn, such as those of labels; those of clusters where there are none. */
  readonly colours?: ReadonlyArray<string>
}

/** Maps in rows of `columns`. */
export interface ProjectionGridInput {
  readonly title: string
  readonly subtitle: string
  readonly panels: ReadonlyArray<MapPanel>
  readonly columns: number
}

/** Side of a panel in pixels: all columns together are about as wide as one chart. */
const sideOf = (columns: number): number => Math.max(190, Math.min(400, Math.round(760 / columns)))

/** Dots shrink as tracks grow in number. Area in square pixels. */
const dotArea = (side: number, count: number): number =>
  Math.max(5, Math.min(40, Math.round(0.09 * side * side / Math.max(1, count))))

const isSameLegend = (a: MapPanel, b: MapPanel | undefined): boolean =>
  b !== undefined && a.groupTitle === b.groupTitle && a.groups.join("\u0000") === b.groups.join("\u0000")

/** A neighbour to the right with the same legend carries it for both. */
const needsLegend = ({ columns, panels }: ProjectionGridInput, at: number): boolean =>
  (at + 1) % columns === 0 || !isSameLegend(panels[at]!, panels[at + 1])

const panel = (
  { colours, groupTitle, groups, points, title }: MapPanel,
  side: number,
  hasLegend: boolean
): ChartSpec => {
  const x = mapPosition("x", points)
  const y = mapPosition("y", points)
  const color = {
    field: "group",
    type: "nominal",
    title: groupTitle,
    scale: groupScale(groups, colours),
    legend: hasLegend ? { symbolOpacity: 1, labelFontSize: 11, rowPadding: 3, offset: 14, labelLimit: 130 } : null
  }
  // grey ones first, so that they hide none that has a colour
  const values = [
    ...points.filter(({ group }) => ungrouped.has(group)),
    ...points.filter(({ group }) => !ungrouped.has(group))
  ]
  return {
    width: side,
    height: side,
    view: { stroke: ink.grid, cornerRadius: 4 },
    layer: [
      panelName(title, 9),
      {
        data: { values },
        mark: { type: "circle", size: dotArea(side, points.length), opacity: 0.85, aria: false },
        encoding: { x, y, color }
      }
    ]
  }
}

/**
 * Small maps side by side, each in a colouring of its own; neighbours in the same one share a legend.
 *
 * Shapes: `points` [track] in every panel.
 *
 * @example
 * ```ts
 * import { projectionGrid } from "partita/page"
 * const points = [{ x: 0, y: 1, group: "C1" }, { x: 2, y: 1, group: "C2" }]
 * const panels = ["VAE", "PCA"].map((title) => ({ title, points, groups: ["C1", "C2"], groupTitle: "Cluster" }))
 * const spec = projectionGrid({ title: "t-SNE", subtitle: "by cluster", panels, columns: 2 })
 * ```
 */
export const projectionGrid = (input: ProjectionGridInput): ChartSpec => ({
  title: heading(input.title, input.subtitle),
  columns: input.columns,
  spacing: { row: 26, column: 26 },
  concat: input.panels.map((each, at) => panel(each, sideOf(input.columns), needsLegend(input, at))),
  resolve: { scale: { color: "independent" }, legend: { color: "independent" } }
})
