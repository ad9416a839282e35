import type { Fonts } from "./font-files.ts"

const faces = [
  { family: "Inter", file: "inter", range: "" },
  {
    family: "Noto Sans Bengali",
    file: "noto-sans-bengali",
    range: "unicode-range:U+0964-0965,U+0980-09FF,U+200C-200D;"
  }
]

/**
 * Our fonts as CSS with the files inside (about 160 KB), so that a report needs no network; `families` leaves others out.
 *
 * @example
 * ```ts
 * import { fontCss } from "partita/page"
 * const css = fontCss({ folder: "fonts", read: (file) => new TextEncoder().encode(file) })
 * css.split("@font-face").length // → 5
 * ```
 */
export const fontCss = (fonts: Fonts, families: ReadonlyArray<string> = faces.map(({ family }) => family)): string =>
  faces.filter(({ family }) => families.includes(family))
    .flatMap((face) => [400, 600].map((weight) => ({ ...face, weight })))
    .map(({ family, file, range, weight }) => {
      const base64 = Buffer.from(fonts.read(`${file}-${weight}.woff2`)).toString("base64")
      const source = `url(data:font/woff2;base64,${base64}) format("woff2")`
      return `@font-face{font-family:"${family}";font-weight:${weight};font-display:block;${range}src:${source}}`
    }).join("\n")
