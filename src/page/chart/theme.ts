/** The look of every chart: one typeface, one neutral ink scale, one categorical palette. Next: src/page/chart/scatter.ts. */

/** A Vega-Lite specification as plain JSON; src/page/report/render-svg.ts turns it into a picture. */
export interface ChartSpec {
  readonly [key: string]: unknown
}

/** Typefaces in order of preference; both are bundled in assets/fonts. */
export const fontStack = "Inter, \"Noto Sans Bengali\", sans-serif"

/** Neutral colours; the HTML report maps each of these exact values to its dark twin. */
export const ink = {
  paper: "#ffffff",
  strong: "#1c2129",
  body: "#3f4753",
  soft: "#6b7482",
  line: "#c9ced6",
  grid: "#eceef2",
  noise: "#b4bac4",
  onColour: "#fefefe" // text on a filled cell: light in both modes, so it is not `paper`
} as const

/**
 * Twelve categorical colours, used in this order.
 *
 * Every pair keeps an OKLab distance of at least 0.09 under normal, protan, deutan and tritan vision
 * (Machado, Oliveira & Fernandes 2009, severity 1); test/page/chart/palette.test.ts measures it.
 *
 * @example
 * ```ts
 * import { palette } from "partita/page"
 * palette.length // → 12
 * ```
 */
export const palette = [
  "#285094",
  "#df911a",
  "#4f806f",
  "#966ab5",
  "#60ccfc",
  "#9f3501",
  "#f0c543",
  "#5f97f4",
  "#6c4557",
  "#bb97b7",
  "#b0d6b6",
  "#c46016"
] as const

/** The colour of the one thing a chart is about. */
export const accent = palette[0]

/**
 * Vega-Lite configuration shared by all charts.
 *
 * @example
 * ```ts
 * import { chartConfig, renderSvg } from "partita/page"
 * const data = { values: [{ x: 1 }, { x: 2 }] }
 * const svg = await renderSvg({ data, mark: "tick", encoding: { x: { field: "x" } }, config: chartConfig })
 * svg.startsWith("<svg") // → true
 * ```
 */
export const chartConfig: ChartSpec = {
  font: fontStack,
  background: ink.paper,
  padding: { left: 20, top: 18, right: 20, bottom: 16 },
  title: {
    anchor: "start",
    frame: "bounds",
    fontSize: 16,
    fontWeight: 600,
    color: ink.strong,
    subtitleFontSize: 12.5,
    subtitleColor: ink.soft,
    subtitlePadding: 6,
    offset: 18
  },
  axis: {
    labelColor: ink.body,
    labelFontSize: 12,
    labelPadding: 6,
    titleColor: ink.soft,
    titleFontSize: 12,
    titleFontWeight: 400,
    titlePadding: 10,
    gridColor: ink.grid,
    domainColor: ink.line,
    tickColor: ink.line,
    tickSize: 4
  },
  legend: {
    labelColor: ink.body,
    labelFontSize: 12,
    labelLimit: 220,
    titleColor: ink.soft,
    titleFontSize: 12,
    titleFontWeight: 400,
    titlePadding: 8,
    rowPadding: 5,
    symbolStrokeWidth: 0,
    symbolSize: 90,
    offset: 22
  },
  header: { labelColor: ink.strong, labelFontSize: 13, labelFontWeight: 600, labelAnchor: "start" },
  view: { stroke: null },
  range: { category: [...palette] }
}

/** The name of one panel of a chart, as a layer: unlike a Vega title it sits at one height in neighbouring panels. */
export const panelName = (name: string, aboveBy = 22): ChartSpec => ({
  data: { values: [{}] },
  mark: {
    type: "text",
    align: "left",
    baseline: "bottom",
    fontSize: 13,
    fontWeight: 600,
    color: ink.strong,
    clip: false
  },
  encoding: { x: { value: 0 }, y: { value: -aboveBy }, text: { value: name } }
})

/** A chart heading; an empty subtitle takes no room. */
export const heading = (title: string, subtitle: string): ChartSpec =>
  subtitle === "" ? { text: title } : { text: title, subtitle }

/** What to look for in a chart, as its specification holds it; nothing where there is nothing to say. */
export const described = (look: string | undefined): ChartSpec => look === undefined ? {} : { description: look }
