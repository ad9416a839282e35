/** Tables as CSV text for spreadsheets and notebooks. */
import { inertCell } from "./csv-cell.ts"
import type { Column, Row } from "./parquet.ts"

/** A text as it stands in a line of CSV: quoted where it holds what divides cells or lines. */
export const quotedCell = (text: string): string => /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text

const cell = (value: unknown): string =>
  quotedCell(typeof value === "string" ? inertCell(value) : typeof value === "number" ? String(value) : "")

/**
 * A table as RFC 4180 text but for plain line ends, numbers to their last digit, nothing as an empty cell. Texts that a
 * spreadsheet would run as a formula are inert: csv-cell.ts.
 *
 * @example
 * ```ts
 * import { csvText } from "partita/format"
 * const columns = [{ name: "space", type: "string" as const }, { name: "ARI", type: "number" as const }]
 * csvText({ columns, rows: [{ space: "VAE, β = 4", ARI: 0.5 }] }) // → "space,ARI\n\"VAE, β = 4\",0.5\n"
 * ```
 */
export const csvText = (
  { columns, rows }: { readonly columns: ReadonlyArray<Column>; readonly rows: ReadonlyArray<Row> }
): string => {
  const lines = [columns.map(({ name }) => name), ...rows.map((row) => columns.map(({ name }) => row[name]))]
  return lines.map((line) => `${line.map(cell).join(",")}\n`).join("")
}
