import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { findFonts } from "./find-fonts.ts"

const faces = [
  { family: "Inter", file: "inter", range: "" },
  {
    family: "Noto Sans Bengali",
    file: "noto-sans-bengali",
    range: "unicode-range:U+0964-0965,U+0980-09FF,U+200C-200D;"
  }
]

/**
 * The bundled fonts as CSS with the files inside (about 160 KB), so that a report needs no network.
 *
 * @example
 * ```ts
 * import { fontCss } from "partita/page"
 * const css = await fontCss()
 * css.includes("@font-face") // → true
 * ```
 */
export const fontCss = async (): Promise<string> => {
  const folder = findFonts()
  const rules = faces.flatMap((face) => [400, 600].map((weight) => ({ ...face, weight })))
  const texts = await Promise.all(rules.map(async ({ family, file, range, weight }) => {
    const bytes = await readFile(join(folder, `${file}-${weight}.woff2`))
    const source = `url(data:font/woff2;base64,${bytes.toString("base64")}) format("woff2")`
    return `@font-face{font-family:"${family}";font-weight:${weight};font-display:block;${range}src:${source}}`
  }))
  return texts.join("\n")
}
