/** How rows of a table are ordered, chosen and written down, as plain functions. */
import { inertCell } from "../../format/csv-cell.ts"
import { quotedCell } from "../../format/csv-text.ts"
import { folded } from "./search.ts"

/** One cell: what it says, and the number behind it where it is of numbers; NaN for a dash. */
export interface Cell {
  readonly text: string
  readonly value?: number
}

/** Order of two cells of a column, smallest first; what has no number comes before all that have. */
export const cellOrder = (a: Cell, b: Cell): number => {
  if (a.value === undefined || b.value === undefined) return a.text.localeCompare(b.text, "en", { numeric: true })
  if (Number.isNaN(a.value) || Number.isNaN(b.value)) {
    return Number(Number.isNaN(b.value)) - Number(Number.isNaN(a.value))
  }
  return a.value - b.value
}

/** Whether a row holds every word asked for, in any of its cells. */
export const rowHolds = (row: ReadonlyArray<Cell>, asked: string): boolean => {
  const text = folded(row.map((cell) => cell.text).join(" "))
  return folded(asked).split(/\s+/).every((word) => text.includes(word))
}

/** Lines of CSV: numbers to their last digit, texts that no spreadsheet runs. */
export const csvLines = (rows: ReadonlyArray<ReadonlyArray<Cell>>): string =>
  rows.map((row) =>
    `${
      row.map(({ text, value }) =>
        value === undefined ? quotedCell(inertCell(text)) : Number.isNaN(value) ? "" : String(value)
      ).join(",")
    }\n`
  ).join("")
