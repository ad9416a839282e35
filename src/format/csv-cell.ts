/**
 * Cells of CSV that no spreadsheet takes for a formula. Source: OWASP, CSV Injection: a text that begins with = + - @, a
 * tab or a line break, also in full width, gets an apostrophe in front. Numbers stay numbers, negative ones too. Control
 * characters are written as escapes, `\x1b`, but for line feeds, which a quoted cell may hold.
 */
import { hexEscape, respelled } from "./visible.ts"

const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
/** Apostrophes in front count, so that what was written is told from what was made inert. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/u

const ambiguous =
  /\\+(?=x[0-9a-f]{2}|u[0-9a-f]{4}|[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate})/gu // oxlint-disable-line no-control-regex
const escaped = /(\\+)(?:x([0-9a-f]{2})|u([0-9a-f]{4}))/g

const escapedText = (text: string): string =>
  respelled(
    text.replace(ambiguous, (slashes) => slashes + slashes),
    (character) => character === "\n" ? character : hexEscape(character)
  )

const unescapedText = (text: string): string =>
  text.replace(escaped, (all, slashes: string, short: string | undefined, long: string | undefined) => {
    const kept = "\\".repeat(slashes.length >> 1)
    if (slashes.length % 2 === 0) return kept + all.slice(slashes.length)
    return kept + String.fromCharCode(Number.parseInt(short ?? long!, 16))
  })

/**
 * A text as a cell may hold it, before it is quoted.
 *
 * @example
 * ```ts
 * import { inertCell } from "partita/format"
 * ["=1+1", "-3.5", "- B-side", "'=x"].map(inertCell) // → ["'=1+1", "-3.5", "'- B-side", "''=x"]
 * ```
 */
export const inertCell = (text: string): string =>
  (formula.test(text) && !isNumber.test(text) ? "'" : "") + escapedText(text)

/** What was made inert as it was; a cell that `inertCell` would never give stays. */
export const originalCell = (cell: string): string => {
  const text = unescapedText(cell)
  const bare = text.startsWith("'") ? [text.slice(1), text] : [text]
  return bare.find((each) => inertCell(each) === cell) ?? cell
}
