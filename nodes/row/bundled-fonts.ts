/** The fonts that came with this package, for whoever draws. What draws: src/page/report/render-png.ts, font-css.ts. */
import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import type { Fonts } from "../../src/page/report/font-files.ts"

const above = (folder: string): string | undefined => {
  const candidate = join(folder, "assets", "fonts")
  if (existsSync(join(candidate, "fonts.conf"))) return candidate
  return dirname(folder) === folder ? undefined : above(dirname(folder))
}

/**
 * The bundled fonts, found by walking up from this module, so it works from sources and from a bundle.
 *
 * Throws when the installation is incomplete.
 */
export const bundledFonts = (): Fonts => {
  const folder = above(import.meta.dirname)
  if (folder === undefined) {
    throw new Error(
      `No assets/fonts/fonts.conf above ${import.meta.dirname}. The installation is incomplete; install the package again.`
    )
  }
  return { folder, read: (file) => readFileSync(join(folder, file)) }
}
