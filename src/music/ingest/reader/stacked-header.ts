/** Names of columns that stand on several lines, as pandas writes those of several levels. Next: csv.ts. */
import type { CsvRow } from "./csv-rows.ts"

const mostLevels = 4

const isBlank = (cell: string): boolean => cell.trim() === ""
const isNumber = (cell: string): boolean => !isBlank(cell) && Number.isFinite(Number(cell.replace(",", ".")))
const isPlaceholder = (cell: string): boolean => isBlank(cell) || /^unnamed: \d+_level_\d+$/i.test(cell.trim())

/** Positions of names that come more than once: a level below tells them apart. */
const repeatedAt = ({ cells }: CsvRow): ReadonlyArray<number> =>
  [...Map.groupBy(cells.keys(), (i) => cells[i]!.trim())]
    .flatMap(([name, places]) => name !== "" && places.length > 1 ? places : [])
    .sort((a, b) => a - b)

/** Rows below the first up to one that names the index alone, which pandas writes below the levels. */
const levelsAboveIndex = ([first, ...below]: ReadonlyArray<CsvRow>): number | undefined => {
  const at = below.slice(0, mostLevels).findIndex(({ cells }) =>
    cells.length === first?.cells.length && !isBlank(cells[0]!) && cells.slice(1).every(isBlank)
  )
  return at < 1 ? undefined : at
}

/** Rows below the first that have words wherever names are repeated, where numbers follow them. */
const levelsOfWords = ([first, ...below]: ReadonlyArray<CsvRow>): number => {
  const repeated = repeatedAt(first!)
  const isLevel = ({ cells }: CsvRow) =>
    cells.length === first!.cells.length && repeated.every((i) => !isBlank(cells[i]!) && !isNumber(cells[i]!))
  const levels = below.slice(0, mostLevels).findIndex((row) => !isLevel(row))
  const next = levels < 0 ? undefined : below[levels]
  return next !== undefined && repeated.some((i) => isNumber(next.cells[i] ?? "")) ? levels : 0
}

/** How the names of columns are made of several rows, and how many these are; one where they stand on one line. */
export const stackedHeader = (
  rows: ReadonlyArray<CsvRow>
): { readonly cells: ReadonlyArray<string>; readonly count: number } => {
  const [first] = rows
  if (first === undefined || repeatedAt(first).length === 0) return { cells: first?.cells ?? [], count: 1 }
  const aboveIndex = levelsAboveIndex(rows)
  const levels = 1 + (aboveIndex ?? levelsOfWords(rows))
  const index = aboveIndex === undefined ? undefined : rows[levels]!.cells[0]
  const joined = first.cells.map((_, i) =>
    rows.slice(0, levels).map(({ cells }) => cells[i]!.trim()).filter((cell) => !isPlaceholder(cell)).join("_")
  )
  const cells = index === undefined ? joined : [index, ...joined.slice(1)]
  return { cells, count: levels + (index === undefined ? 0 : 1) }
}
