import { ink } from "../chart/theme.ts"
import type { Fonts } from "./font-files.ts"
import { loadSharp } from "./load-sharp.ts"

/**
 * Paints an SVG on white as PNG bytes; text is set in `fonts`, whatever this machine has.
 *
 * Units: `scale` is picture pixels per SVG pixel. Rejects when the SVG is not well formed.
 *
 * @example
 * ```ts
 * import { renderPng } from "partita/page"
 * const fonts = { folder: "assets/fonts", read: () => new Uint8Array() }
 * const png = await renderPng("<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'></svg>", 2, fonts)
 * Array.from(png.subarray(1, 4)) // → [80, 78, 71]
 * ```
 */
export const renderPng = async (svg: string, scale: number, fonts: Fonts): Promise<Uint8Array> => {
  const sharp = await loadSharp(fonts)
  return sharp(Buffer.from(svg), { density: 72 * scale }) // 72: dots per inch at which librsvg maps 1 px to 1 pixel
    .flatten({ background: ink.paper })
    .png({ compressionLevel: 6, palette: false }) // 9: a twelfth smaller, for four times the work
    .toBuffer()
}
