import type { Fonts } from "./font-files.ts"

const isBengali = (letter: string): boolean => /[\u0964\u0965\u0980-\u09ff\u200c\u200d]/.test(letter)

const faces = [
  { family: "Inter", file: "inter", range: "", holds: (letter: string) => !isBengali(letter) },
  {
    family: "Noto Sans Bengali",
    file: "noto-sans-bengali",
    range: "unicode-range:U+0964-0965,U+0980-09FF,U+200C-200D;",
    holds: isBengali
  }
]

/** Each typeface in each of its weights: its file without ending, and the letters that are set in it. */
export const faceRules = faces.flatMap((face) => ([400, 600] as const).map((weight) => ({ ...face, weight })))

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
  faceRules.filter(({ family }) => families.includes(family)).map(({ family, file, range, weight }) => {
    const base64 = Buffer.from(fonts.read(`${file}-${weight}.woff2`)).toString("base64")
    const source = `url(data:font/woff2;base64,${base64}) format("woff2")`
    return `@font-face{font-family:"${family}";font-weight:${weight};font-display:block;${range}src:${source}}`
  }).join("\n")
