/** Tables as CSV text for spreadsheets and notebooks. */
import { inertCell } from "./csv-cell.ts"
import type { Column, Row } from "./parquet.ts"

const cell = (value: unknown): string => {
  const text = typeof value === "string" ? inertCell(value) : typeof value === "number" ? String(value) : ""
  return /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text
}

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
