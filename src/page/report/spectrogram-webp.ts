/** A spectrogram as a small picture that a page carries many of. */
import { type Colours, type Levels, spectrogramPixels } from "./spectrogram-pixels.ts"

const quality = 60 // of 100: a fifth of a PNG, and at this size no eye tells

/** A WebP file in base64, one pixel for each level. */
export const spectrogramWebp = async (of: Levels, colours: Colours): Promise<string> => {
  const { default: sharp } = await import("sharp")
  const raw = { width: of.width, height: of.height, channels: 3 } as const
  const bytes = await sharp(spectrogramPixels(of, colours), { raw }).webp({ quality }).toBuffer()
  return bytes.toString("base64")
}
