/** The picture library, with our fonts. */
import type { Fonts } from "./font-files.ts"

/**
 * Loads sharp with the given fonts only, so that the fonts of this machine never change a picture. In a worker thread
 * this takes effect only where the thread shares the environment of its process.
 */
export const loadSharp = async (fonts: Fonts) => {
  process.env["FONTCONFIG_FILE"] = `${fonts.folder}/fonts.conf` // read once, when the first text is drawn
  const { default: sharp } = await import("sharp")
  return sharp
}
