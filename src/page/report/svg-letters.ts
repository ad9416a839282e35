/**
 * Letters that a picture brings along, so that it reads the same where our typefaces are not installed: what stands alone
 * has them inside, a page has its own. Cut out by: subset-font.ts.
 */
import { faceRules } from "./font-css.ts"
import type { Fonts } from "./font-files.ts"

const openTag = /^\s*<svg(?:"[^"]*"|'[^']*'|[^>"'])*>/
const textElement = /<text((?:"[^"]*"|'[^']*'|[^>"'])*)>([\s\S]*?)<\/text>/g
const anyTag = /<(?:"[^"]*"|'[^']*'|[^>"'])*>/g
const isBold = /\bfont-weight="(?:bold|[5-9]00)"/
const style = /<style data-letters="">[^<]*<\/style>/g

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'" }

const plain = (markup: string): string =>
  markup.replace(anyTag, "").replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[name] ?? whole
    return String.fromCodePoint(Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16))
  })

/** Its letters, and those that a browser may set in their place: it takes vowels of Bangla apart, and puts accents on. */
const lettersOf = (text: string): ReadonlyArray<string> =>
  [text, text.normalize("NFD"), text.normalize("NFC")].flatMap((each) => Array.from(each))

/** What is written in each of our two weights. Where a group sets the weight of what is in it, all may be in both. */
const writtenIn = (svg: string): Readonly<Record<400 | 600, ReadonlySet<string>>> => {
  const written = { 400: new Set<string>(), 600: new Set<string>() }
  const isGrouped = isBold.test(svg.replace(textElement, (_, __, inner: string) => inner))
  for (const [, attributes, inner] of svg.matchAll(textElement)) {
    const weights = isGrouped ? [400, 600] as const : isBold.test(attributes!) ? [600] as const : [400] as const
    for (const letter of lettersOf(plain(inner!))) for (const weight of weights) written[weight].add(letter)
  }
  return written
}

/**
 * The picture with the glyphs of our typefaces that it uses, and no others; the same bytes for the same picture. It stays
 * as it is where it has no text, brings its letters already, or `fonts` has nothing to cut with.
 */
export const withLetters = async (svg: string, fonts: Fonts): Promise<string> => {
  const [head] = openTag.exec(svg) ?? []
  if (head === undefined || fonts.harfbuzz === undefined || svg.includes("<style data-letters=\"\">")) return svg
  const { subsetFont } = await import("./subset-font.ts")
  const written = writtenIn(svg)
  const rules: Array<string> = []
  for (const { family, file, holds, weight } of faceRules) {
    const letters = [...written[weight]].filter(holds).sort()
    if (letters.length === 0) continue
    const bytes = await subsetFont(fonts.read(`${file}-${weight}.ttf`), letters, fonts.harfbuzz)
    const data = Buffer.from(bytes).toString("base64")
    rules.push(
      `@font-face{font-family:"${family}";font-weight:${weight};src:url(data:font/ttf;base64,${data}) format("truetype")}`
    )
  }
  return rules.length === 0 ? svg : `${head}<style data-letters="">${rules.join("")}</style>${svg.slice(head.length)}`
}

/** The picture as a page shows it, which has the typefaces once for all pictures. */
export const withoutLetters = (svg: string): string => svg.replaceAll(style, "")
