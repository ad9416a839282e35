/** How many terminal columns a text takes, and cutting it to fit. Source: Unicode TR 11, wide and fullwidth ranges. */
import { coloursIn, endOfColour, safeText, withoutColour } from "./terminal-text.ts"

const invisible = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u
const emoji = /\p{Emoji_Presentation}/u
// one column a character: Latin, arrows, box drawing, marks; no controls, combining marks or wide emoji
const plainNarrow = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2bff]*$/

let segmenter: Intl.Segmenter | undefined
/** User-perceived characters; the segmenter takes 15 ms to make, which most commands never need. */
const graphemesOf = (text: string): Iterable<Intl.SegmentData> => {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" })
  return segmenter.segment(text)
}

const wideRanges: ReadonlyArray<readonly [number, number]> = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd]
]

const graphemeWidth = (grapheme: string): number => {
  if (invisible.test(grapheme)) return 0
  if (emoji.test(grapheme)) return 2
  const code = grapheme.codePointAt(0)!
  return wideRanges.some(([low, high]) => code >= low && code <= high) ? 2 : 1
}

/** Columns a text takes once it is printed: control characters as escapes, colours none. */
export const displayWidth = (text: string): number => {
  if (plainNarrow.test(text) && !emoji.test(text)) return text.length
  const plain = withoutColour(safeText(text))
  if (plainNarrow.test(plain) && !emoji.test(plain)) return plain.length
  let width = 0
  for (const { segment } of graphemesOf(plain)) width += graphemeWidth(segment)
  return width
}

/** `text` followed by spaces up to `width` columns. */
export const padDisplay = (text: string, width: number): string =>
  safeText(text) + " ".repeat(Math.max(0, width - displayWidth(text)))

/** `text` cut to `width` columns, ending in … where something was cut; colours survive and are closed. */
export const truncateDisplay = (whole: string, width: number): string => {
  const text = safeText(whole)
  if (displayWidth(text) <= width) return text
  const codes = coloursIn(text)
  let kept = ""
  let used = 0
  let offset = 0
  const room = Math.max(0, width - 1)
  const copyCodesAt = () => {
    while (codes[0]?.index === offset) {
      const [code] = codes.shift()!
      kept += code
      offset += code.length
    }
  }
  while (offset < text.length) {
    copyCodesAt()
    const until = codes[0]?.index ?? text.length
    for (const { segment } of graphemesOf(text.slice(offset, until))) {
      const columns = graphemeWidth(segment)
      if (used + columns > room) return `${kept}…${codes.length > 0 || kept.includes("\u001b") ? endOfColour : ""}`
      kept += segment
      used += columns
      offset += segment.length
    }
  }
  return kept
}
