/** Delimited tables of text: commas, or semicolons, tabs and bars where a table has these between its cells. */
import { checkNames, mayBeTitle, mostTitles, namesOf, titlesAbove } from "./csv-header.ts"
import { type CsvRow, csvRows } from "./csv-rows.ts"
import { delimiterOf } from "./delimiter.ts"
import { stackedHeader } from "./stacked-header.ts"
import { uniqueNames } from "./unique-names.ts"
import { UnusableInput } from "./unusable-input.ts"

/** A table of text. `rows[i]` has one cell per column and starts on line `lines[i]` of the file, counted from 1. */
export interface Csv {
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
  readonly lines: ReadonlyArray<number>
  /** What stood between the cells. */
  readonly delimiter: string
  /** Lines above the names of the columns. */
  readonly above: ReadonlyArray<string>
  /** New names of columns that were called like one before them. */
  readonly repeated: ReadonlyArray<string>
  /** Lines on which the names of the columns stand. */
  readonly levels: number
  /** Rows with more or fewer cells than there are columns, where these are let through. */
  readonly uneven: ReadonlyArray<CsvRow>
}

/** The rows without the nameless, empty columns at the end that spreadsheets leave. */
const withoutBlankEnd = (rows: ReadonlyArray<CsvRow>): ReadonlyArray<CsvRow> => {
  const named = (rows[0]?.cells.findLastIndex((name) => name.trim() !== "") ?? -1) + 1
  const used = Math.max(1, named)
  if (rows.some(({ cells }) => cells.slice(used).some((cell) => cell.trim() !== ""))) return rows
  return rows.map((row) => row.cells.length > used ? { ...row, cells: row.cells.slice(0, used) } : row)
}

/** A header with a name for the names of rows, where every row has one cell more: R writes no name for them. */
const withRowNames = ([header, ...body]: ReadonlyArray<CsvRow>): ReadonlyArray<CsvRow> => {
  const isShort = header !== undefined && body.length > 0 && header.cells.length > 1 &&
    body.every(({ cells }) => cells.length === header.cells.length + 1)
  return header === undefined ? [] : [isShort ? { ...header, cells: ["rowname", ...header.cells] } : header, ...body]
}

/** How many cells a row has, in words. */
export const cellsOf = ({ cells }: CsvRow): string => `${cells.length} cell${cells.length === 1 ? "" : "s"}`

/** What may be odd about a table. */
export interface CsvOptions {
  /** Two columns of one name are told apart, and names that stand on several lines are joined. */
  readonly tellsApart?: boolean
  /** Rows with more or fewer cells than there are columns are handed on, not refused. */
  readonly letsUneven?: boolean
}

/** All cells without the single quotes that stand around every name of a column. */
const withoutSingleQuotes = (rows: ReadonlyArray<CsvRow>): ReadonlyArray<CsvRow> => {
  const quoted = /^\s*'(.*)'\s*$/s
  if (rows[0]?.cells.every((cell) => quoted.test(cell)) !== true) return rows
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => quoted.exec(cell)?.[1]?.replaceAll("''", "'") ?? cell)
  }))
}

/**
 * Reads a table whose first line names the columns, but for a title above it, whatever stands between its cells; `source` is
 * what errors call it.
 *
 * Failure: UnusableInput for a bad quote, a row with other cells than the header and a column named twice.
 *
 * @example
 * ```ts
 * import { parseCsv } from "partita/ingest"
 * parseCsv("file,title\na.mp3,\"Home, alone\"\n", "songs.csv").rows // → [["a.mp3", "Home, alone"]]
 * parseCsv("file;tempo\na.mp3;93,5\n", "songs.csv").rows // → [["a.mp3", "93,5"]]
 * ```
 */
export const parseCsv = (
  text: string,
  source: string,
  { letsUneven = false, tellsApart = false }: CsvOptions = {}
): Csv => {
  const delimiter = delimiterOf(text)
  const all = [...csvRows(text, source, delimiter)]
  const titles = titlesAbove(all)
  const rows = withoutBlankEnd(withoutSingleQuotes(all.slice(titles)))
  const [header] = rows
  const stacked = tellsApart ? stackedHeader(withRowNames(rows)) : { cells: header?.cells ?? [], count: 1 }
  const names = namesOf(header === undefined ? undefined : { ...header, cells: stacked.cells }, source)
  const columns = tellsApart ? uniqueNames(names) : names
  checkNames(columns, { line: header!.line, source })
  const isEven = ({ cells }: CsvRow) => cells.length === columns.length
  const body = rows.slice(stacked.count)
  const uneven = body.filter((row) => !isEven(row))
  if (uneven.length > 0 && !letsUneven) {
    throw new UnusableInput({
      what: `${cellsOf(uneven[0]!)} where the header has ${columns.length} columns`,
      where: `${source}, line ${uneven[0]!.line}`,
      hint: "add or remove cells on that line; a cell with a comma in it needs quotes"
    })
  }
  const even = body.filter(isEven)
  return {
    columns,
    rows: even.map(({ cells }) => cells),
    lines: even.map(({ line }) => line),
    delimiter,
    above: all.slice(0, titles).map(({ cells }) => cells.join(delimiter).replace(/\W+$/u, "").slice(0, 60)),
    repeated: columns.filter((name, i) => name !== names[i]),
    levels: stacked.count,
    uneven
  }
}

/** Names of the columns of a table whose beginning is `text`; none of an empty one. Throws UnusableInput on a bad quote. */
export const columnsOfCsv = (text: string, source: string): ReadonlyArray<string> => {
  const rows: Array<CsvRow> = []
  for (const row of csvRows(text, source, delimiterOf(text))) {
    rows.push(row)
    if (rows.length > mostTitles + 2 || rows.length === 1 && !mayBeTitle(row)) break
  }
  return rows[titlesAbove(rows)]?.cells.map((cell) => cell.trim()) ?? []
}
