/**
 * Cells of CSV that no spreadsheet takes for a formula. Source: OWASP, CSV Injection: a text that begins with = + - @, a
 * tab or a line break, also in full width, gets an apostrophe in front. Numbers stay numbers, negative ones too.
 */

const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
/** Apostrophes in front count, so that what was written is told from what was made inert. */
const behindApostrophes = /^'*[=+\-@\t\r\n＝＋－＠]/u

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
  behindApostrophes.test(text) && !isNumber.test(text) ? `'${text}` : text

/** What was made inert as it was; a cell that `inertCell` would never give stays. */
export const originalCell = (cell: string): string => {
  const text = cell.startsWith("'") ? cell.slice(1) : cell
  return text !== cell && inertCell(text) === cell ? text : cell
}
