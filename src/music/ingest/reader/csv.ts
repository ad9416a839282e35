/** Comma-separated values as RFC 4180 has them, with the line endings and the byte order mark found in the wild. */
import { UnusableInput } from "./unusable-input.ts"

/** A table of text. `rows[i]` has one cell per column and starts on line `lines[i]` of the file, counted from 1. */
export interface Csv {
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
  readonly lines: ReadonlyArray<number>
}

/** A row's cells and the line of the file it starts on, counted from 1. */
export interface CsvRow {
  readonly line: number
  readonly cells: ReadonlyArray<string>
}

const unclosed = (source: string, line: number): UnusableInput =>
  new UnusableInput({
    what: "a quoted cell that starts here is never closed",
    where: `${source}, line ${line}`,
    hint: "close the quote; a quote inside a quoted cell is written twice"
  })

const strayText = (source: string, line: number): UnusableInput =>
  new UnusableInput({
    what: "text follows a closing quote",
    where: `${source}, line ${line}`,
    hint: "put the comma right after the closing quote; a quote inside a quoted cell is written twice"
  })

const breakLength = (text: string, at: number): number =>
  text[at] === "\r" ? (text[at + 1] === "\n" ? 2 : 1) : text[at] === "\n" ? 1 : 0

const countBreaks = (cell: string): number => cell.match(/\r\n|\r|\n/g)?.length ?? 0

/** Cells row by row, the header like any other; blank lines are left out. Throws UnusableInput on a bad quote. */
export function* csvRows(text: string, source: string): Generator<CsvRow> {
  let line = 1
  let startLine = 1
  let cells: Array<string> = []
  let at = text.startsWith("\uFEFF") ? 1 : 0
  while (at <= text.length) {
    let cell = ""
    const isQuoted = text[at] === "\""
    if (isQuoted) {
      let close = text.indexOf("\"", at + 1)
      while (close >= 0 && text[close + 1] === "\"") close = text.indexOf("\"", close + 2)
      if (close < 0) throw unclosed(source, line)
      cell = text.slice(at + 1, close).replaceAll("\"\"", "\"")
      line += countBreaks(cell)
      at = close + 1
      if (at < text.length && text[at] !== "," && breakLength(text, at) === 0) throw strayText(source, line)
    } else {
      const start = at
      while (at < text.length && text[at] !== "," && text[at] !== "\n" && text[at] !== "\r") at++
      cell = text.slice(start, at)
    }
    cells.push(cell)
    if (text[at] === ",") {
      at++
      continue
    }
    if (cells.length > 1 || cell !== "" || isQuoted) yield { line: startLine, cells }
    cells = []
    at += Math.max(1, breakLength(text, at))
    startLine = ++line
  }
}

const columnsOf = (header: CsvRow | undefined, source: string): ReadonlyArray<string> => {
  if (header === undefined) {
    throw new UnusableInput({ what: "the file is empty", where: source, hint: "the first line must name the columns" })
  }
  const columns = header.cells.map((name) => name.trim())
  const [only = ""] = columns
  const separator = columns.length === 1 ? only.match(/[;\t|]/)?.[0] : undefined
  if (separator !== undefined) {
    const name = separator === "\t" ? "tabs" : `"${separator}"`
    throw new UnusableInput({
      what: `the cells seem to be separated by ${name}`,
      where: `${source}, line ${header.line}`,
      hint: "save the table with commas between its cells"
    })
  }
  const twice = columns.find((name, i) => columns.indexOf(name) !== i)
  if (twice === undefined) return columns
  throw new UnusableInput({
    what: `two columns are called "${twice}"`,
    where: `${source}, line ${header.line}`,
    hint: "rename or remove one of them"
  })
}

/**
 * Reads a CSV text whose first line names the columns; `source` is what errors call it. Throws UnusableInput.
 *
 * @example
 * ```ts
 * import { parseCsv } from "partita/ingest"
 * parseCsv("file,title\na.mp3,\"Home, alone\"\n", "songs.csv").rows // → [["a.mp3", "Home, alone"]]
 * ```
 */
export const parseCsv = (text: string, source: string): Csv => {
  const [header, ...body] = csvRows(text, source)
  const columns = columnsOf(header, source)
  for (const { cells, line } of body) {
    if (cells.length === columns.length) continue
    throw new UnusableInput({
      what: `${cells.length} cells where the header has ${columns.length} columns`,
      where: `${source}, line ${line}`,
      hint: "add or remove cells on that line; a cell with a comma in it needs quotes"
    })
  }
  return { columns, rows: body.map(({ cells }) => cells), lines: body.map(({ line }) => line) }
}
