/** The line that names the columns of a table, and what may stand above it. Next: csv.ts. */
import type { CsvRow } from "./csv-rows.ts"
import { UnusableInput } from "./unusable-input.ts"

/** Rows that may stand above the one that names the columns. */
export const mostTitles = 5

const isBlank = (cell: string): boolean => cell.trim() === ""
const isNumber = (cell: string): boolean => !isBlank(cell) && Number.isFinite(Number(cell.replace(",", ".")))

/** Whether a row is a title or a remark and the next one names columns: several, each with a name that is no number. */
const isAbove = ({ cells }: CsvRow, next: CsvRow | undefined, third: CsvRow | undefined): boolean => {
  if (next === undefined || next.cells.length < 2 || next.cells.some((cell) => isBlank(cell) || isNumber(cell))) {
    return false
  }
  if (third !== undefined && third.cells.length !== next.cells.length) return false
  const [first = "", ...others] = cells
  const isTitle = !isBlank(first) && others.every(isBlank)
  return isTitle || (first.startsWith("#") && cells.length !== next.cells.length)
}

/** Whether a row may stand above the names, whatever follows it. */
export const mayBeTitle = ({ cells }: CsvRow): boolean => cells.slice(1).every(isBlank) || cells[0]!.startsWith("#")

/** How many rows stand above the one that names the columns. */
export const titlesAbove = (rows: ReadonlyArray<CsvRow>): number => {
  for (let count = 0; count < mostTitles; count++) {
    const row = rows[count]
    if (row === undefined) return 0
    if (isAbove(row, rows[count + 1], rows[count + 2])) return count + 1
    if (!mayBeTitle(row)) return 0
  }
  return 0
}

/** Names of the columns as they are written. Throws UnusableInput for an empty file. */
export const namesOf = (header: CsvRow | undefined, source: string): ReadonlyArray<string> => {
  if (header !== undefined) return header.cells.map((name) => name.trim())
  throw new UnusableInput({ what: "the file is empty", where: source, hint: "the first line must name the columns" })
}

/** Throws UnusableInput where two columns have one name or none. */
export const checkNames = (
  columns: ReadonlyArray<string>,
  { line, source }: { readonly line: number; readonly source: string }
): void => {
  const nameless = columns.filter(isBlank).length > 1 || columns.includes("~2")
  const twice = nameless ? "" : columns.find((name, i) => columns.indexOf(name) !== i)
  if (twice === undefined) return
  throw new UnusableInput({
    what: `two columns are called "${twice}"`,
    where: `${source}, line ${line}`,
    hint: twice === "" ? "name every column; no line but their names may come first" : "rename or remove one of them"
  })
}

/**
 * Throws UnusableInput where numbers stand in place of the names: the first row is then taken for the header. Numbers that
 * count the columns, or rise from one to the next as frequencies do, are names.
 */
export const checkHeader = (columns: ReadonlyArray<string>, source: string): void => {
  const numbers = columns.filter(isNumber).map(Number)
  const isRising = numbers.every((value, i) => value >= 0 && (i === 0 || value > numbers[i - 1]!))
  if (2 * numbers.length < columns.length || numbers.length === 0) return
  if (isRising && (numbers.every(Number.isInteger) || numbers.length > 4)) return
  throw new UnusableInput({
    what: `its first line holds numbers (${columns.slice(0, 4).join(", ")}${
      columns.length > 4 ? ", …" : ""
    }), no names of columns`,
    where: source,
    hint: "put a line in front that names every column, such as filename,mfcc1,mfcc2,label; a row is a track"
  })
}
