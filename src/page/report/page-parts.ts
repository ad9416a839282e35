/** The files that a page is put together from: what writes one declares them as assets. */
import { chartFonts, type Fonts, pageFonts } from "./font-files.ts"

/** The bundle of src/page/web/main.ts, written by scripts/build.mjs. */
export const pageScript = "assets/web/report.js"

/** The bundle of src/page/web/run-main.ts: what the page of a run carries, which is no artifact of a node. */
export const runScript = "assets/web/run.js"

/** All files inside a page. */
export const pageAssets = [...pageFonts, ...chartFonts, pageScript]

/** The same, found and read: fonts, and the script's text. */
export interface PageParts {
  readonly fonts: Fonts
  readonly script: string
}
