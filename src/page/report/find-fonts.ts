import { existsSync } from "node:fs"
import { dirname, join } from "node:path"

const above = (folder: string): string | undefined => {
  const candidate = join(folder, "assets", "fonts")
  if (existsSync(join(candidate, "fonts.conf"))) return candidate
  return dirname(folder) === folder ? undefined : above(dirname(folder))
}

/** The folder of the bundled fonts, found by walking up from this module, so it works from src/ and from a bundle. */
export const findFonts = (): string => {
  const folder = above(import.meta.dirname)
  if (folder === undefined) {
    throw new Error(
      `No assets/fonts/fonts.conf above ${import.meta.dirname}. The installation is incomplete; install the package again.`
    )
  }
  return folder
}
