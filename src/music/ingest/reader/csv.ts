/** Delimited tables of text: commas, or semicolons, tabs and bars where a table has these between its cells. */
import { type CsvRow, csvRows } from "./csv-rows.ts"
import { delimiterOf } from "./delimiter.ts"
import { UnusableInput } from "./unusable-input.ts"

/** A table of text. `rows[i]` has one cell per column and starts on line `lines[i]` of the file, counted from 1. */
export interface Csv {
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
  readonly lines: ReadonlyArray<number>
  /** What stood between the cells. */
  readonly delimiter: string
}

const columnsOf = (header: CsvRow | undefined, source: string): ReadonlyArray<string> => {
  if (header === undefined) {
    throw new UnusableInput({ what: "the file is empty", where: source, hint: "the first line must name the columns" })
  }
  const columns = header.cells.map((name) => name.trim())
  const twice = columns.find((name, i) => columns.indexOf(name) !== i)
  if (twice === undefined) return columns
  throw new UnusableInput({
    what: `two columns are called "${twice}"`,
    where: `${source}, line ${header.line}`,
    hint: "rename or remove one of them"
  })
}

/** The rows without the nameless, empty columns at the end that spreadsheets leave. */
const withoutBlankEnd = (rows: ReadonlyArray<CsvRow>): ReadonlyArray<CsvRow> => {
  const named = (rows[0]?.cells.findLastIndex((name) => name.trim() !== "") ?? -1) + 1
  const used = Math.max(1, named)
  if (rows.some(({ cells }) => cells.slice(used).some((cell) => cell.trim() !== ""))) return rows
  return rows.map((row) => row.cells.length > used ? { ...row, cells: row.cells.slice(0, used) } : row)
}

/**
 * Reads a table whose first line names the columns, whatever stands between its cells; `source` is what errors call it.
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
export const parseCsv = (text: string, source: string): Csv => {
  const delimiter = delimiterOf(text)
  const [header, ...body] = withoutBlankEnd([...csvRows(text, source, delimiter)])
  const columns = columnsOf(header, source)
  for (const { cells, line } of body) {
    if (cells.length === columns.length) continue
    throw new UnusableInput({
      what: `${cells.length} cells where the header has ${columns.length} columns`,
      where: `${source}, line ${line}`,
      hint: "add or remove cells on that line; a cell with a comma in it needs quotes"
    })
  }
  return { columns, rows: body.map(({ cells }) => cells), lines: body.map(({ line }) => line), delimiter }
}
