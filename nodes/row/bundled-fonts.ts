/** The fonts that came with this package, for whoever draws. What draws: src/page/report/render-png.ts, font-css.ts. */
import { existsSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { digestOf } from "../../src/format/digest.ts"
import type { Fonts } from "../../src/page/report/font-files.ts"

const above = (folder: string): string | undefined => {
  const candidate = join(folder, "assets", "fonts")
  if (existsSync(join(candidate, "fonts.conf"))) return candidate
  return dirname(folder) === folder ? undefined : above(dirname(folder))
}

/** Pictures carry what it makes: another version is another code here, and so another key of all that draws. */
const cutter = {
  file: "harfbuzzjs/dist/harfbuzz-subset.wasm",
  digest: "62415fe6bad92ef16f3e5d2dbed6c66a4adec7f5a59c6d27084811c92cce1ba5"
}

const harfbuzz = (): Uint8Array => {
  const bytes = readFileSync(createRequire(import.meta.url).resolve(cutter.file))
  if (digestOf(bytes) === cutter.digest) return bytes
  throw new Error(`${cutter.file} is not of the version that package.json names; install the packages again.`)
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
  return { folder, read: (file) => readFileSync(join(folder, file)), harfbuzz }
}
