import { type CompositionCell, fewerLabels } from "./fewer-labels.ts"
import { compositionLook } from "./looks.ts"
import { accent, described, heading, ink } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** A cluster × label contingency table; `clusters` and `labels` fix the order of rows and columns. */
export interface CompositionInput {
  readonly title: string
  readonly subtitle: string
  readonly cells: ReadonlyArray<CompositionCell>
  readonly clusters: ReadonlyArray<string>
  readonly labels: ReadonlyArray<string>
}

const mostLabels = 16 // columns that can be read side by side

const rowTotals = (cells: ReadonlyArray<CompositionCell>): ReadonlyMap<string, number> => {
  const totals = new Map<string, number>()
  for (const cell of cells) totals.set(cell.cluster, (totals.get(cell.cluster) ?? 0) + cell.count)
  return totals
}

/**
 * Cluster × label heat map: colour is the label's share of its cluster (rows sum to 1), the number is the count. Of more than
 * 16 labels the rarest are one column.
 *
 * @example
 * ```ts
 * import { composition } from "partita/page"
 * const spec = composition({
 *   title: "Genres per cluster",
 *   subtitle: "",
 *   cells: [{ cluster: "0", label: "rock", count: 30 }, { cluster: "1", label: "folk", count: 25 }],
 *   clusters: ["0", "1"],
 *   labels: ["rock", "folk"]
 * })
 * ```
 */
export const composition = (input: CompositionInput): ChartSpec => {
  const { cells, labels } = fewerLabels(input.cells, input.labels, mostLabels)
  const totals = rowTotals(input.cells)
  const rowName = (cluster: string) => `${cluster} · ${totals.get(cluster) ?? 0}`
  const values = cells.map((cell) => ({
    row: rowName(cell.cluster),
    label: cell.label,
    count: cell.count,
    share: cell.count / Math.max(1, totals.get(cell.cluster) ?? 0)
  }))
  // horizontal labels: rotated Bangla is mis-spaced by librsvg; 7.4 px is a wide letter at 12 px
  const longest = labels.reduce((longest, label) => Math.max(longest, label.replace(/\p{M}/gu, "").length), 0)
  const columnWidth = Math.max(52, Math.min(104, Math.round(7.4 * longest + 14)))
  const x = {
    field: "label",
    type: "nominal",
    sort: [...labels],
    axis: { orient: "top", title: null, domain: false, ticks: false, labelAngle: 0, labelLimit: columnWidth - 8 }
  }
  const y = {
    field: "row",
    type: "nominal",
    sort: input.clusters.map(rowName),
    axis: { title: null, domain: false, ticks: false }
  }
  const opacity = {
    field: "share",
    type: "quantitative",
    title: "share of cluster",
    scale: { domain: [0, 1], range: [0.05, 1] },
    legend: null
  }
  return {
    ...described(compositionLook(input.cells)),
    title: heading(input.title, input.subtitle),
    width: { step: columnWidth },
    height: { step: 34 },
    data: { values },
    layer: [
      {
        mark: { type: "rect", fill: accent, cornerRadius: 3, stroke: ink.paper, strokeWidth: 2.5 },
        encoding: { x, y, fillOpacity: opacity }
      },
      {
        transform: [{ filter: "datum.count > 0" }],
        mark: { type: "text", fontSize: 12 },
        encoding: {
          x,
          y,
          text: { field: "count", format: "d" },
          color: { condition: { test: "datum.share > 0.42", value: ink.onColour }, value: ink.body }
        }
      }
    ]
  }
}
