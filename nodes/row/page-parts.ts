/** The files of a page that came with this package, for whoever writes one. What writes it: src/page/report/page.ts. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { type PageParts, pageScript, runScript } from "../../src/page/report/page-parts.ts"
import { bundledFonts } from "./bundled-fonts.ts"

const partsWith = (script: string): PageParts => {
  const fonts = bundledFonts()
  return { fonts, script: readFileSync(join(fonts.folder, "../..", script), "utf8") }
}

/** Fonts and script of a page. Throws when the installation is incomplete. */
export const pageParts = (): PageParts => partsWith(pageScript)

/** Fonts and script of the page of a run. Throws when the installation is incomplete. */
export const runPageParts = (): PageParts => partsWith(runScript)
