/** The picture library, with our fonts. */
import { join } from "node:path"
import { findFonts } from "./find-fonts.ts"

/**
 * Loads sharp with the bundled fonts only, so that the fonts of this machine never change a picture. In a worker thread
 * this takes effect only where the thread shares the environment of its process.
 */
export const loadSharp = async () => {
  process.env["FONTCONFIG_FILE"] = join(findFonts(), "fonts.conf") // read once, when the first text is drawn
  const { default: sharp } = await import("sharp")
  return sharp
}
