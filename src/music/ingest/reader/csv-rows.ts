/** Rows of delimited text as RFC 4180 has them, with the line endings and the byte order mark found in the wild. */
import { UnusableInput } from "./unusable-input.ts"

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
    hint: "put the separator right after the closing quote; a quote inside a quoted cell is written twice"
  })

/** The first place from `at` on that is no space, where these are not what separates cells. */
const behindSpaces = (text: string, at: number, delimiter: string): number => {
  let behind = at
  while (delimiter !== " " && text[behind] === " ") behind++
  return behind
}

/** Where a quoted cell begins that has spaces in front; undefined where a quote is a part of the cell's text. */
const quoteBehindSpaces = (text: string, at: number, delimiter: string): number | undefined => {
  const start = behindSpaces(text, at, delimiter)
  if (start === at || text[start] !== "\"") return undefined
  let close = text.indexOf("\"", start + 1)
  while (close >= 0 && text[close + 1] === "\"") close = text.indexOf("\"", close + 2)
  if (close < 0) return undefined
  const next = behindSpaces(text, close + 1, delimiter)
  return next >= text.length || text[next] === delimiter || breakLength(text, next) > 0 ? start : undefined
}

const breakLength = (text: string, at: number): number =>
  text[at] === "\r" ? (text[at + 1] === "\n" ? 2 : 1) : text[at] === "\n" ? 1 : 0

const countBreaks = (cell: string): number => cell.match(/\r\n|\r|\n/g)?.length ?? 0

/**
 * Cells row by row, the header like any other; blank lines and a first line `sep=;` are left out.
 *
 * Failure: UnusableInput on a bad quote.
 */
export function* csvRows(text: string, source: string, delimiter = ","): Generator<CsvRow> {
  const skipped = /^\uFEFF?(?:sep=.(?:\r\n|\r|\n|$))?/i.exec(text)![0]
  let line = skipped.length > 1 ? 2 : 1
  let startLine = line
  let cells: Array<string> = []
  let at = skipped.length
  while (at <= text.length) {
    let cell = ""
    at = quoteBehindSpaces(text, at, delimiter) ?? at
    const isQuoted = text[at] === "\""
    if (isQuoted) {
      let close = text.indexOf("\"", at + 1)
      while (close >= 0 && text[close + 1] === "\"") close = text.indexOf("\"", close + 2)
      if (close < 0) throw unclosed(source, line)
      cell = text.slice(at + 1, close).replaceAll("\"\"", "\"")
      line += countBreaks(cell)
      at = behindSpaces(text, close + 1, delimiter)
      if (at < text.length && text[at] !== delimiter && breakLength(text, at) === 0) throw strayText(source, line)
    } else {
      const start = at
      while (at < text.length && text[at] !== delimiter && text[at] !== "\n" && text[at] !== "\r") at++
      cell = text.slice(start, at)
    }
    cells.push(cell)
    if (text[at] === delimiter) {
      at++
      continue
    }
    if (cells.length > 1 || cell !== "" || isQuoted) yield { line: startLine, cells }
    cells = []
    at += Math.max(1, breakLength(text, at))
    startLine = ++line
  }
}
