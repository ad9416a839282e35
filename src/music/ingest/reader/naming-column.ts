/** Which column of words names the tracks of a table in which none is called so. */
import { findColumn, looseTrackColumns } from "./column-names.ts"
import type { Csv } from "./csv.ts"

const fewestRows = 8 // below which words easily all differ
const mostLetters = 200

/** Position of the column among `texts`: one called like a title, else the first whose cells are short and all differ. */
export const namingColumn = ({ columns, rows }: Csv, texts: ReadonlyArray<number>): number | undefined => {
  const called = texts.find((at) => findColumn([columns[at]!], looseTrackColumns) === 0)
  if (called !== undefined || rows.length < fewestRows) return called
  return texts.find((at) => {
    const cells = rows.map((row) => row[at]!.trim())
    return cells.every((cell) => cell !== "" && cell.length < mostLetters) && new Set(cells).size === cells.length
  })
}
