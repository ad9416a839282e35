/** Delimited tables of text: commas, or semicolons, tabs and bars where a table has these between its cells. */
import { checkNames, mayBeTitle, mostTitles, namesOf, titlesAbove } from "./csv-header.ts"
import { type CsvRow, csvRows } from "./csv-rows.ts"
import { delimiterOf } from "./delimiter.ts"
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
}

/** The rows without the nameless, empty columns at the end that spreadsheets leave. */
const withoutBlankEnd = (rows: ReadonlyArray<CsvRow>): ReadonlyArray<CsvRow> => {
  const named = (rows[0]?.cells.findLastIndex((name) => name.trim() !== "") ?? -1) + 1
  const used = Math.max(1, named)
  if (rows.some(({ cells }) => cells.slice(used).some((cell) => cell.trim() !== ""))) return rows
  return rows.map((row) => row.cells.length > used ? { ...row, cells: row.cells.slice(0, used) } : row)
}

/** What may be odd about a table: two columns of one name are told apart where that is asked for. */
export interface CsvOptions {
  readonly tellsApart?: boolean
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
export const parseCsv = (text: string, source: string, { tellsApart = false }: CsvOptions = {}): Csv => {
  const delimiter = delimiterOf(text)
  const all = [...csvRows(text, source, delimiter)]
  const titles = titlesAbove(all)
  const [header, ...body] = withoutBlankEnd(all.slice(titles))
  const names = namesOf(header, source)
  const columns = tellsApart ? uniqueNames(names) : names
  checkNames(columns, { line: header!.line, source })
  for (const { cells, line } of body) {
    if (cells.length === columns.length) continue
    throw new UnusableInput({
      what: `${cells.length} cells where the header has ${columns.length} columns`,
      where: `${source}, line ${line}`,
      hint: "add or remove cells on that line; a cell with a comma in it needs quotes"
    })
  }
  return {
    columns,
    rows: body.map(({ cells }) => cells),
    lines: body.map(({ line }) => line),
    delimiter,
    above: all.slice(0, titles).map(({ cells }) => cells.join(delimiter).replace(/\W+$/u, "").slice(0, 60)),
    repeated: columns.filter((name, i) => name !== names[i])
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
