/** Charts and spectrograms as the files of a figure. */
import { visibleJson } from "../../format/visible.ts"
import type { ChartSpec } from "../chart/theme.ts"
import type { Fonts } from "./font-files.ts"
import type { SpectrogramPanel } from "./spectrogram-svg.ts"

/** Text or bytes by file name. */
export type FigureFiles = Readonly<Record<string, Uint8Array | string>>

const pngScale = 2 // sharp on dense screens

/** Draws charts by name to `<name>.svg`, `<name>.png` and, with the Vega-Lite spec, `<name>.vl.json`. */
export const chartFiles = async (
  specs: Readonly<Record<string, ChartSpec>>,
  fonts: Fonts
): Promise<FigureFiles> => {
  const { renderSvg } = await import("./render-svg.ts")
  const { renderPng } = await import("./render-png.ts")
  const files: Record<string, Uint8Array | string> = {}
  for (const [name, spec] of Object.entries(specs)) {
    const svg = await renderSvg(spec)
    files[`${name}.svg`] = svg
    files[`${name}.png`] = await renderPng(svg, pngScale, fonts)
    files[`${name}.vl.json`] = `${visibleJson(spec, 2)}\n`
  }
  return files
}

/** Draws rows of panels to `<name>.svg` and `<name>.png`; levels run from `floor` (dark) to `peak` (light). */
export const spectrogramFiles = async (
  name: string,
  rows: ReadonlyArray<ReadonlyArray<SpectrogramPanel>>,
  colours: { readonly floor: number; readonly peak: number },
  fonts: Fonts
): Promise<FigureFiles> => {
  const { spectrogramSvg } = await import("./spectrogram-svg.ts")
  const { renderPng } = await import("./render-png.ts")
  const svg = await spectrogramSvg(rows, colours)
  return { [`${name}.svg`]: svg, [`${name}.png`]: await renderPng(svg, pngScale, fonts) }
}
