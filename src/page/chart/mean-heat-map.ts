import { heading, ink, palette, panelName } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** The mean of one column in one group, in standard deviations from the mean of all. */
export interface MeanCell {
  readonly group: string
  readonly panel: string
  readonly column: string
  readonly mean: number
}

/** Groups as rows in every panel, columns side by side within it; both in the order given. */
export interface MeanHeatMapInput {
  readonly title: string
  readonly subtitle: string
  readonly groups: ReadonlyArray<string>
  readonly panels: ReadonlyArray<{ readonly name: string; readonly columns: ReadonlyArray<string> }>
  readonly cells: ReadonlyArray<MeanCell>
}

const [below, above] = [palette[5], palette[0]]
const columnPx = 42

/** One digit, with a true minus sign; what rounds to nothing has none. */
const written = (mean: number): string => {
  const digits = Math.abs(mean).toFixed(1)
  return digits === "0.0" ? "0" : `${mean < 0 ? "−" : "+"}${digits}`
}

const panel = (
  { name, columns }: MeanHeatMapInput["panels"][number],
  { cells, groups }: MeanHeatMapInput,
  end: number
): ChartSpec => {
  // upright labels where they fit, else slanted; 6.6 px is a wide letter at 11 px
  const isShort = columns.every((column) => 6.6 * column.length < columnPx)
  const x = {
    field: "column",
    type: "nominal",
    sort: [...columns],
    axis: {
      title: null,
      domain: false,
      ticks: false,
      labelAngle: isShort ? 0 : -40,
      labelFontSize: 11,
      labelLimit: 160
    }
  }
  const y = { field: "group", type: "nominal", sort: [...groups], axis: { title: null, domain: false, ticks: false } }
  const color = {
    field: "mean",
    type: "quantitative",
    title: "standard deviations from the mean of all tracks",
    scale: { domain: [-end, 0, end], range: [below, ink.paper, above], interpolate: "lab" },
    legend: {
      orient: "bottom",
      direction: "horizontal",
      gradientLength: 260,
      tickCount: 5,
      titleLimit: 400,
      format: "+.1f"
    }
  }
  return {
    width: columns.length * columnPx,
    height: { step: 34 },
    data: {
      values: cells.filter((cell) => cell.panel === name).map((cell) => ({ ...cell, text: written(cell.mean) }))
    },
    layer: [
      panelName(name),
      { mark: { type: "rect", cornerRadius: 3, stroke: ink.paper, strokeWidth: 2.5 }, encoding: { x, y, color } },
      {
        mark: { type: "text", fontSize: 10.5 },
        encoding: {
          x,
          y,
          text: { field: "text", type: "nominal" },
          color: { condition: { test: `abs(datum.mean) > ${0.55 * end}`, value: ink.onColour }, value: ink.body }
        }
      }
    ]
  }
}

/**
 * Mean columns of groups as colours on both sides of the mean of all tracks. Units: standard deviations.
 *
 * @example
 * ```ts
 * import { meanHeatMap } from "partita/page"
 * const cells = [{ group: "en", panel: "MFCC means", column: "1", mean: -0.3 }]
 * const panels = [{ name: "MFCC means", columns: ["1"] }]
 * const spec = meanHeatMap({ title: "Features per language", subtitle: "", groups: ["en"], panels, cells })
 * ```
 */
export const meanHeatMap = (input: MeanHeatMapInput): ChartSpec => {
  const end = Math.max(0.1, ...input.cells.map(({ mean }) => Math.abs(mean)))
  return {
    title: heading(input.title, input.subtitle),
    spacing: 34,
    resolve: { scale: { x: "independent", color: "shared" } },
    vconcat: input.panels.map((one) => panel(one, input, end))
  }
}
