import { displayWidth, padDisplay } from "./display-width.ts"
import { safeText } from "./terminal-text.ts"

const isNumeric = (cell: string): boolean => /^[-+−]?[\d,.]+%?$/.test(cell)

/** Of as many as there are: the arguments of a call have an end. */
const largest = (numbers: ReadonlyArray<number>): number => numbers.reduce((most, each) => Math.max(most, each), 0)

/** Rows of cells as lines with aligned columns, two spaces apart; columns of numbers are aligned to the right. */
export const alignColumns = (rows: ReadonlyArray<ReadonlyArray<string>>, header: number = 0): ReadonlyArray<string> => {
  const count = largest(rows.map((row) => row.length))
  const columns = Array.from({ length: count }, (_, i) => rows.map((row) => row[i] ?? ""))
  const aligned = columns.map((cells) => {
    const width = largest(cells.map(displayWidth))
    const body = cells.slice(header).filter((cell) => cell !== "")
    const isRight = body.length > 0 && body.every(isNumeric)
    return cells.map((cell) =>
      isRight ? " ".repeat(width - displayWidth(cell)) + safeText(cell) : padDisplay(cell, width)
    )
  })
  return rows.map((_, row) => aligned.map((cells) => cells[row]!).join("  ").trimEnd())
}
