/** Paints all pictures of a folder on one sheet, with their names below. */
import * as fs from "node:fs"
import * as path from "node:path"
import { bundledFonts } from "../../nodes/row/bundled-fonts.ts"
import { textWidth } from "../../src/page/chart/text-width.ts"
import { ink } from "../../src/page/chart/theme.ts"
import { html } from "../../src/page/report/html.ts"
import { loadSharp } from "../../src/page/report/load-sharp.ts"
import { layOutSheet, type PlacedPicture, sheetRoom } from "./sheet-layout.ts"

/** What a sheet may measure. */
export const sheetLimits = { width: 1600, bytes: 600_000 } as const

const captionSize = 13
/** Ways to write the same sheet, the best first; the first that is small enough is taken. */
const colourCounts = [256, 128, 64, 32, 16]

const shortened = (name: string, width: number): string => {
  let text = name
  while (text.length > 1 && textWidth(`${text}…`, captionSize, 400) > width) text = text.slice(0, -1)
  return text === name || textWidth(name, captionSize, 400) <= width ? name : `${text}…`
}

const lettering = (title: string, count: number, sheet: ReturnType<typeof layOutSheet>): string => {
  const caption = ({ height, left, name, top, width }: PlacedPicture) =>
    html`<rect x="${left - 0.5}" y="${top - 0.5}" width="${width + 1}" height="${
      height + 1
    }" fill="none" stroke="${ink.grid}"/><text x="${left}" y="${
      top + height + 17
    }" font-size="${captionSize}" fill="${ink.soft}">${shortened(name, width)}</text>`
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${sheet.width}" height="${sheet.height}" font-family="Inter, Noto Sans Bengali"><text x="${sheetRoom.margin}" y="44" font-size="22" font-weight="600" fill="${ink.strong}">${title}</text><text x="${sheetRoom.margin}" y="64" font-size="13" fill="${ink.soft}">${count} figures</text>${
    sheet.pictures.map(caption)
  }</svg>`.toString()
}

/**
 * The pictures `names` of `folder`, PNG files without their extension, as one PNG within `sheetLimits`.
 *
 * Throws a RangeError where even 16 colours are too many bytes.
 */
export const contactSheet = async (
  title: string,
  folder: string,
  names: ReadonlyArray<string>
): Promise<Uint8Array> => {
  const sharp = await loadSharp(bundledFonts())
  const sizes = await Promise.all(names.map(async (name) => {
    const { height, width } = await sharp(path.join(folder, `${name}.png`)).metadata()
    return { name, width, height }
  }))
  const sheet = layOutSheet(sizes, sheetLimits.width)
  const layers = await Promise.all(sheet.pictures.map(async ({ height, left, name, top, width }) => ({
    input: await sharp(fs.readFileSync(path.join(folder, `${name}.png`))).resize(width, height, { fit: "fill" })
      .toBuffer(),
    left,
    top
  })))
  const painted = await sharp({
    create: { width: sheet.width, height: sheet.height, channels: 3, background: ink.paper }
  }).composite([...layers, { input: Buffer.from(lettering(title, names.length, sheet)), left: 0, top: 0 }])
    .png().toBuffer()
  for (const colours of colourCounts) {
    const bytes = await sharp(painted).png({ palette: true, colours, compressionLevel: 9, effort: 10, dither: 0.4 })
      .toBuffer()
    if (bytes.length <= sheetLimits.bytes) return bytes
  }
  throw new RangeError(`the sheet of ${title} is more than ${sheetLimits.bytes} bytes; draw fewer figures`)
}
