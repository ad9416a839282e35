/** Tables of a report as tables of a paper. */
import type { ManuscriptBlock, ManuscriptTable } from "./manuscript.ts"
import { paragraph } from "./manuscript.ts"
import { columnDigits, numberText } from "./number-text.ts"
import type { ReportTable } from "./report-model.ts"

/** Rows as finished text, numbers with the digits of their column. */
export const finishedTable = (
  { caption, columns, digits, id, rows }: Pick<ReportTable, "columns" | "digits" | "id" | "rows"> & {
    readonly caption: string
  }
): ManuscriptTable => {
  const digitsOf = columns.map((_, i) => columnDigits(rows.map((row) => row[i] ?? null), digits))
  return {
    kind: "table",
    id,
    caption,
    columns,
    numeric: columns.map((_, i) => rows.some((row) => typeof row[i] === "number")),
    rows: rows.map((row) =>
      row.map((value, i) => value === null ? "–" : typeof value === "string" ? value : numberText(value, digitsOf[i]!))
    )
  }
}

/** What a table says, and the table where it has rows. */
export const tableBlocks = ({ sentences, title, ...table }: ReportTable): ReadonlyArray<ManuscriptBlock> => [
  ...(sentences.length === 0 ? [] : [
    paragraph(sentences.join(" "), ...(table.rows.length === 0 ? [] : [" ", { see: table.id }, " has the numbers."]))
  ]),
  ...(table.rows.length === 0 ? [] : [finishedTable({ ...table, caption: `${title}.` })])
]
