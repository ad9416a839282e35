import { groupScale } from "./group-scale.ts"
import { heading, ink } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** One value of one group in one row. */
export interface DotPoint {
  readonly row: string
  readonly group: string
  readonly value: number
}

/** Rows of dots on an axis of their own; `reference` is a value worth a line, such as chance. */
export interface DotPanel {
  readonly title: string
  readonly axis: string
  readonly rows: ReadonlyArray<string>
  readonly points: ReadonlyArray<DotPoint>
  readonly reference: number | null
}

/** Panels side by side; `groups` fixes the order of colours, which all panels share. */
export interface DotPanelsInput {
  readonly title: string
  readonly subtitle: string
  readonly panels: ReadonlyArray<DotPanel>
  readonly groups: ReadonlyArray<string>
}

const rowHeight = 34

const panelSpec = (panel: DotPanel, groups: ReadonlyArray<string>): ChartSpec => {
  const y = {
    field: "row",
    type: "nominal",
    sort: [...panel.rows],
    axis: { title: null, domain: false, ticks: false, grid: true, labelLimit: 220 }
  }
  const x = {
    field: "value",
    type: "quantitative",
    title: panel.axis,
    scale: { zero: false, padding: 12 },
    axis: { domain: false, ticks: false, tickCount: 5, grid: false }
  }
  const color = {
    field: "group",
    type: "nominal",
    title: null,
    scale: groupScale(groups),
    legend: { orient: "bottom", direction: "horizontal" }
  }
  const line = panel.reference === null ? [] : [{
    data: { values: [{ value: panel.reference }] },
    mark: { type: "rule", color: ink.soft, strokeDash: [3, 3] },
    encoding: { x: { ...x, field: "value" } }
  }]
  return {
    width: 290,
    height: Math.max(1, panel.rows.length) * rowHeight,
    title: { text: panel.title, fontSize: 13, fontWeight: 600, color: ink.strong, anchor: "start", offset: 10 },
    layer: [
      ...line,
      {
        data: { values: panel.points },
        mark: { type: "circle", size: 70, opacity: 1 },
        encoding: { x, y, yOffset: { field: "group", sort: [...groups] }, color } // in lanes: equal values hide nothing
      }
    ]
  }
}

/**
 * Dots of several groups in named rows, in panels with axes of their own.
 *
 * @example
 * ```ts
 * import { dotPanels } from "partita/page"
 * const points = [{ row: "rock", group: "told", value: 1 }, { row: "rock", group: "lied to", value: 1.4 }]
 * const panel = { title: "Error", axis: "times that when told the truth", rows: ["rock"], points, reference: 1 }
 * const spec = dotPanels({ title: "Told another genre", subtitle: "", panels: [panel], groups: ["told", "lied to"] })
 * ```
 */
export const dotPanels = (input: DotPanelsInput): ChartSpec => ({
  title: heading(input.title, input.subtitle),
  spacing: 48,
  hconcat: input.panels.map((panel) => panelSpec(panel, input.groups))
})
