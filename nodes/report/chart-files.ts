/** A chart as the files of a figure: its Vega-Lite spec, SVG and PNG. */
import * as Effect from "effect/Effect"
import { ArtifactError } from "../../src/dataflow/kind/artifact.ts"
import type { FilesDraft } from "../../src/dataflow/kind/files.ts"
import type { ChartSpec } from "../../src/page/chart/theme.ts"

/** The fonts charts are drawn with; nodes that draw declare them as assets. */
export const chartFonts = [
  "assets/fonts/fonts.conf",
  "assets/fonts/inter-400.ttf",
  "assets/fonts/inter-600.ttf",
  "assets/fonts/noto-sans-bengali-400.ttf",
  "assets/fonts/noto-sans-bengali-600.ttf"
]

const pngScale = 2 // sharp on dense screens

/** Draws `specs` by name to `<name>.svg`, `<name>.png` and `<name>.vl.json`. */
export const chartFiles = (specs: Readonly<Record<string, ChartSpec>>): Effect.Effect<FilesDraft, ArtifactError> =>
  Effect.tryPromise({
    try: async () => {
      const { renderSvg } = await import("../../src/page/report/render-svg.ts")
      const { renderPng } = await import("../../src/page/report/render-png.ts")
      const files: Record<string, Uint8Array | string> = {}
      for (const [name, spec] of Object.entries(specs)) {
        const svg = await renderSvg(spec)
        files[`${name}.svg`] = svg
        files[`${name}.png`] = await renderPng(svg, pngScale)
        files[`${name}.vl.json`] = `${JSON.stringify(spec, null, 2)}\n`
      }
      return files
    },
    catch: (cause) => new ArtifactError({ kind: "figure", doing: "save", cause })
  })
