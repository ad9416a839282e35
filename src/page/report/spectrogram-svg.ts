/** Spectrograms side by side as one SVG, each a small picture inside it; low frequencies are at the bottom. */
import { ink } from "../chart/theme.ts"
import { type Html, html } from "./html.ts"
import { spectrogramPixels } from "./spectrogram-pixels.ts"

/**
 * One spectrogram to draw.
 * Shapes: `levels` [mel, frame], row-major; from `floor` (dark) to `peak` (light). `note` stands below the title.
 */
export interface SpectrogramPanel {
  readonly title: string
  readonly note: string
  readonly height: number
  readonly width: number
  readonly levels: ArrayLike<number>
}

const size = 160
const gap = 16
const head = 40

const png = async (panel: SpectrogramPanel, floor: number, peak: number): Promise<string> => {
  const { height, width } = panel
  const { default: sharp } = await import("sharp")
  const raw = { width, height, channels: 3 } as const
  const bytes = await sharp(spectrogramPixels(panel, { floor, peak }), { raw }).png({ compressionLevel: 9 }).toBuffer()
  return bytes.toString("base64")
}

/**
 * Rows of panels, each row of equal length. Units of `floor` and `peak`: those of the levels.
 *
 * @example
 * ```ts
 * import { spectrogramSvg } from "partita/page"
 * const levels = [-80, -40, 0, -60, -20, -10]
 * const panel = { title: "Cluster 0", note: "mean of 12 tracks", height: 2, width: 3, levels }
 * const svg = await spectrogramSvg([[panel]], { floor: -80, peak: 0 })
 * svg.startsWith("<svg") // → true
 * ```
 */
export const spectrogramSvg = async (
  rows: ReadonlyArray<ReadonlyArray<SpectrogramPanel>>,
  { floor, peak }: { readonly floor: number; readonly peak: number }
): Promise<string> => {
  const columns = Math.max(...rows.map((row) => row.length))
  const width = columns * (size + gap) + gap
  const height = rows.length * (size + head + gap) + gap
  const parts: Array<Html> = []
  for (const [y, row] of rows.entries()) {
    for (const [x, panel] of row.entries()) {
      const left = gap + x * (size + gap)
      const top = gap + y * (size + head + gap)
      const picture = await png(panel, floor, peak)
      parts.push(
        html`<text x="${left}" y="${
          top + 13
        }" font-size="12" font-weight="600" fill="${ink.strong}">${panel.title}</text>`,
        html`<text x="${left}" y="${top + 29}" font-size="11" fill="${ink.soft}">${panel.note}</text>`,
        html`<image x="${left}" y="${
          top + head
        }" width="${size}" height="${size}" preserveAspectRatio="none" style="image-rendering:pixelated" href="data:image/png;base64,${picture}"/>`
      )
    }
  }
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, 'Noto Sans Bengali', sans-serif"><rect width="${width}" height="${height}" fill="${ink.paper}"/>${parts}</svg>`
    .toString()
}
