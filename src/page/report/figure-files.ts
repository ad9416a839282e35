/** Charts and spectrograms as the files of a figure: the picture twice, its numbers, and how it is said where it is a chart. */
import { csvText } from "../../format/csv-text.ts"
import { visibleJson } from "../../format/visible.ts"
import { chartCsv } from "../chart/chart-rows.ts"
import { chartConfig, type ChartSpec } from "../chart/theme.ts"
import type { Fonts } from "./font-files.ts"
import { withLook } from "./picture-look.ts"
import type { SpectrogramPanel } from "./spectrogram-svg.ts"

/** Text or bytes by file name. */
export type FigureFiles = Readonly<Record<string, Uint8Array | string>>

/** The files of one chart by their endings; `svg` carries its letters, `csv` the numbers it draws. */
export interface ChartParts {
  readonly svg?: string
  readonly png?: Uint8Array
  readonly csv?: string
  readonly "vl.json"?: string
}

/** The endings of a figure's files, in the order they are offered in. */
export const figureEndings = ["svg", "png", "csv", "vl.json"] as const

const chartScale = 2 // sharp on dense screens

const schema = "https://vega.github.io/schema/vega-lite/v6.json" // a name; nothing here reads it

/** Numbers and specification of a chart as its files have them; the second looks elsewhere as it does here. */
export const chartTexts = (spec: ChartSpec) => ({
  csv: chartCsv(spec),
  "vl.json": `${visibleJson({ $schema: schema, ...spec, config: chartConfig }, 2)}\n`
})

/** The parts of a picture that are not there yet; `scale` is that of its PNG. Its SVG gets the letters it lacks. */
export const completed = async (
  svg: string,
  given: ChartParts,
  fonts: Fonts,
  scale = chartScale
): Promise<ChartParts> => {
  const { renderPng } = await import("./render-png.ts")
  const { withLetters } = await import("./svg-letters.ts")
  return {
    ...given,
    svg: await withLetters(given.svg ?? svg, fonts),
    png: given.png ?? await renderPng(svg, scale, fonts)
  }
}

/** Parts as files called `name`. */
export const partFiles = (name: string, parts: ChartParts): FigureFiles =>
  Object.fromEntries(figureEndings.flatMap((ending) => {
    const content = parts[ending]
    return content === undefined ? [] : [[`${name}.${ending}`, content]]
  }))

/**
 * Draws charts by name to `<name>.svg`, `<name>.png`, `<name>.csv` with the rows it draws, and `<name>.vl.json` with its
 * Vega-Lite specification: what a node of kind `figure` hands over.
 *
 * @example
 * ```ts
 * import { chartFiles } from "partita/page"
 * import { bundledFonts } from "partita/rows"
 * const data = { values: [{ epoch: 1, loss: 9 }, { epoch: 2, loss: 7 }] }
 * const encoding = { x: { field: "epoch", type: "quantitative" }, y: { field: "loss", type: "quantitative" } }
 * const files = await chartFiles({ losses: { data, mark: "line", encoding } }, bundledFonts())
 * Object.keys(files) // → ["losses.svg", "losses.png", "losses.csv", "losses.vl.json"]
 * ```
 */
export const chartFiles = async (
  specs: Readonly<Record<string, ChartSpec>>,
  fonts: Fonts
): Promise<FigureFiles> => {
  const { renderSvg } = await import("./render-svg.ts")
  const files: Array<FigureFiles> = []
  for (const [name, spec] of Object.entries(specs)) {
    files.push(partFiles(name, await completed(await renderSvg(spec), chartTexts(spec), fonts)))
  }
  return Object.assign({}, ...files) as FigureFiles
}

/** A line for each band of each panel, from the lowest, a column for each frame. Three digits are more than a colour tells. */
const levelRows = (rows: ReadonlyArray<ReadonlyArray<SpectrogramPanel>>): string => {
  const panels = rows.flat()
  const frames = Array.from({ length: Math.max(0, ...panels.map(({ width }) => width)) }, (_, i) => `frame ${i + 1}`)
  const columns = ["panel", "title", "note", "band", ...frames].map((name) => ({ name, type: "string" as const }))
  const lines = panels.flatMap(({ height, levels, note, title, width }, panel) =>
    Array.from({ length: height }, (_, band) => ({
      panel: panel + 1,
      title,
      note,
      band: band + 1,
      ...Object.fromEntries(
        Array.from({ length: width }, (_, i) => [frames[i]!, Number(levels[band * width + i]!.toPrecision(3))])
      )
    }))
  )
  return csvText({ columns, rows: lines })
}

/**
 * Draws rows of panels to `<name>.svg`, `.png` and `.csv`; levels run from `floor` (dark) to `peak` (light), `look` says what
 * to look for.
 */
export const spectrogramFiles = async (
  name: string,
  rows: ReadonlyArray<ReadonlyArray<SpectrogramPanel>>,
  { look, ...colours }: { readonly floor: number; readonly peak: number; readonly look?: string | undefined },
  fonts: Fonts
): Promise<FigureFiles> => {
  const { spectrogramSvg } = await import("./spectrogram-svg.ts")
  const svg = withLook(await spectrogramSvg(rows, colours), look)
  return partFiles(name, await completed(svg, { csv: levelRows(rows) }, fonts))
}
