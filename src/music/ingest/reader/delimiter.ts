/** What stands between the cells of a table: commas, or what spreadsheets of other countries put in their place. */
import { csvRows } from "./csv-rows.ts"
import { UnusableInput } from "./unusable-input.ts"

/** Characters between cells, the most usual first. */
export const delimiters = [",", ";", "\t", "|"] as const

const looked = 20 // rows

/** Cells in each of the first rows; none where the text cannot be read with this delimiter. */
const widths = (text: string, delimiter: string): ReadonlyArray<number> => {
  const found: Array<number> = []
  try {
    for (const { cells } of csvRows(text, "", delimiter)) if (found.push(cells.length) === looked) break
  } catch (cause) {
    if (!(cause instanceof UnusableInput)) throw cause
    return []
  }
  return found
}

/**
 * The delimiter under which the first rows have equally many cells, and most of them; a comma where none splits the
 * first line. A first line `sep=;`, which Excel writes, decides.
 *
 * @example
 * ```ts
 * import { delimiterOf } from "partita/ingest"
 * delimiterOf("file;tempo\na.wav;93,5\n") // → ";"
 * ```
 */
export const delimiterOf = (text: string): string => {
  const said = /^\uFEFF?sep=(.)(?:\r|\n|$)/i.exec(text)?.[1]
  if (said !== undefined) return said
  const tried = delimiters.map((delimiter) => {
    const rows = widths(text, delimiter)
    const above = Math.max(0, rows.findIndex((width) => width > 1)) // rows of one cell: a title may stand above a table
    const table = rows.slice(above)
    return { delimiter, above, cells: table[0] ?? 1, isEven: table.every((width) => width === table[0]) }
  }).filter(({ cells }) => cells > 1)
  const whole = tried.filter(({ above }) => above === 0)
  const even = [whole, tried].map((each) => each.filter(({ isEven }) => isEven)).find(({ length }) => length > 0) ?? []
  const first = whole.find(({ delimiter }) => delimiter === ",") ?? whole[0]
  return even.reduce((best, one) => best === undefined || one.cells > best.cells ? one : best, even[0])?.delimiter ??
    first?.delimiter ?? (isBySpaces(text) ? " " : ",")
}

const fewestBySpaces = 3 // cells: two words are a text

/** Whether single spaces split the lines of a text that nothing else does, as R writes tables. */
const isBySpaces = (text: string): boolean => {
  const [header = 0, ...rows] = widths(text, " ")
  const [first = 0] = rows
  return first >= fewestBySpaces && rows.every((width) => width === first) && (header === first || header === first - 1)
}

/** A delimiter in a sentence. */
export const delimiterName = (delimiter: string): string =>
  delimiter === "\t" ? "tabs" : delimiter === " " ? "spaces" : `"${delimiter}"`
