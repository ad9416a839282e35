/** Spectrogram panels as the files of a figure. */
import * as Effect from "effect/Effect"
import { ArtifactError } from "../../src/dataflow/kind/artifact.ts"
import type { FilesDraft } from "../../src/dataflow/kind/files.ts"
import type { SpectrogramPanel } from "../../src/page/report/spectrogram-svg.ts"

const pngScale = 2 // sharp on dense screens

/** Draws rows of panels to `<name>.svg` and `<name>.png`; levels are decibels from `floorDb` to 0. */
export const spectrogramFiles = (
  name: string,
  rows: ReadonlyArray<ReadonlyArray<SpectrogramPanel>>,
  floorDb: number
): Effect.Effect<FilesDraft, ArtifactError> =>
  Effect.tryPromise({
    try: async () => {
      const { spectrogramSvg } = await import("../../src/page/report/spectrogram-svg.ts")
      const { renderPng } = await import("../../src/page/report/render-png.ts")
      const svg = await spectrogramSvg(rows, { floor: floorDb, peak: 0 })
      return { [`${name}.svg`]: svg, [`${name}.png`]: await renderPng(svg, pngScale) }
    },
    catch: (cause) => new ArtifactError({ kind: "figure", doing: "save", cause })
  })
