/** Feature tables in CSV, such as those published with GTZAN and BanglaBeats: names, numbers and labels of tracks. */
import { originalCell } from "../../../format/csv-cell.ts"
import type { Matrix } from "../../../math/matrix.ts"
import { type Csv, parseCsv } from "./csv.ts"
import type { IngestProblem } from "./ingest-problem.ts"
import { requireColumn } from "./require-column.ts"
import { uniqueNames } from "./unique-names.ts"
import { UnusableInput } from "./unusable-input.ts"

/** How to read a feature table. `source` is what errors call it. */
export interface FeatureTableOptions {
  readonly source: string
  /** The column to be used as the first label; without it, those called label, genre, class and language are found. */
  readonly labelColumn?: string
  /** Columns that must be there. */
  readonly required?: ReadonlyArray<string>
}

/** Tracks × features, with every other column that says what a track is. */
export interface FeatureTable {
  /** One per row, distinct. */
  readonly ids: ReadonlyArray<string>
  readonly features: { readonly names: ReadonlyArray<string>; readonly matrix: Matrix }
  /** By column; the first is the one asked for, or the first found. An empty string marks a track without one. */
  readonly labels: Readonly<Record<string, ReadonlyArray<string>>>
  readonly problems: ReadonlyArray<IngestProblem>
}

const idNames = ["filename", "file", "path", "track", "track_id", "id", "name"]
const labelNames = ["label", "genre", "class", "language"]
/** Neither names, labels nor features: row numbers and what only tells how long the excerpt was. */
const otherNames = ["", "index", "unnamed: 0", "length"]

const missing = new Set(["", "nan", "na", "n/a", "null", "none", "inf", "-inf", "infinity", "-infinity"])

/** A finite number, NaN for a missing value, undefined for text. */
const numberOf = (cell: string): number | undefined => {
  const text = cell.trim()
  if (missing.has(text.toLowerCase())) return Number.NaN
  const value = Number(text)
  return Number.isNaN(value) ? undefined : Number.isFinite(value) ? value : Number.NaN
}

/** What each column is for. Positions are into `columns`. */
interface Roles {
  readonly id: number | undefined
  readonly labels: ReadonlyArray<number>
  readonly candidates: ReadonlyArray<number>
}

const rolesOf = ({ columns }: Csv, { labelColumn, required = [], source }: FeatureTableOptions): Roles => {
  for (const name of required) requireColumn(columns, name, source)
  const asked = labelColumn === undefined ? [] : [requireColumn(columns, labelColumn, source)]
  const lower = columns.map((name) => name.toLowerCase())
  const find = (names: ReadonlyArray<string>) => names.map((name) => lower.indexOf(name)).filter((at) => at >= 0)
  const id = find(idNames).find((at) => !asked.includes(at))
  const labels = [...new Set([...asked, ...find(labelNames)])]
  const taken = new Set([...labels, ...find(idNames), ...find(otherNames)])
  return { id, labels, candidates: columns.map((_, at) => at).filter((at) => !taken.has(at)) }
}

/** One numeric column; undefined when most of it is text. Throws UnusableInput on a cell that is no finite number. */
const readColumn = ({ columns, lines, rows }: Csv, at: number, source: string): Float64Array | undefined => {
  const values = rows.map((row) => numberOf(row[at]!))
  const texts = values.filter((value) => value === undefined).length
  const numbers = values.filter((value) => value !== undefined && !Number.isNaN(value)).length
  if (texts > numbers) return undefined
  const bad = values.findIndex((value) => value === undefined || Number.isNaN(value))
  if (bad < 0) return Float64Array.from(values as ReadonlyArray<number>)
  const others = rows.length - numbers - 1
  const more = others === 0
    ? ""
    : `, and ${others} more cell${others === 1 ? "" : "s"} of this column ${others === 1 ? "is" : "are"} like it`
  throw new UnusableInput({
    what: `"${rows[bad]![at]!.trim()}" is not a finite number${more}`,
    where: `${source}, line ${lines[bad]} (row ${bad + 1}), column "${columns[at]}"`,
    hint: "put a number there, or remove the row or the column"
  })
}

const isConstant = (values: Float64Array): boolean => values.every((value) => value === values[0])

const toMatrix = (rows: number, columns: ReadonlyArray<Float64Array>): Matrix => {
  const data = new Float64Array(rows * columns.length)
  columns.forEach((values, j) => values.forEach((value, i) => data[i * columns.length + j] = value))
  return { rows, cols: columns.length, data }
}

const readIds = ({ lines, rows }: Csv, at: number | undefined): Pick<FeatureTable, "ids" | "problems"> => {
  const written = rows.map((row, i) => (at === undefined ? "" : originalCell(row[at]!.trim())) || `row-${i + 1}`)
  const ids = uniqueNames(written)
  const problems = ids.flatMap((id, i) =>
    id === written[i]
      ? []
      : [{ where: `line ${lines[i]}`, problem: `"${written[i]}" came before; this row is "${id}"` }]
  )
  return { ids, problems }
}

/**
 * Reads a feature table. Throws UnusableInput when it has no rows or features, lacks a column or holds a bad number.
 *
 * @example
 * ```ts
 * import { readFeatureTable } from "partita/ingest"
 * const text = "filename,tempo,label\na.wav,120,rock\nb.wav,90,folk\n"
 * const { features, labels } = readFeatureTable(text, { source: "f.csv" })
 * features.names // → ["tempo"]
 * labels // → { label: ["rock", "folk"] }
 * ```
 */
export const readFeatureTable = (text: string, options: FeatureTableOptions): FeatureTable => {
  const csv = parseCsv(text, options.source)
  const { columns, rows } = csv
  const roles = rolesOf(csv, options)
  if (rows.length === 0) {
    throw new UnusableInput({
      what: "there are no rows below the header",
      where: options.source,
      hint: "add a row per track"
    })
  }
  const { ids, problems: idProblems } = readIds(csv, roles.id)
  const problems: Array<IngestProblem> = [...idProblems]
  const names: Array<string> = []
  const values: Array<Float64Array> = []
  for (const at of roles.candidates) {
    const column = readColumn(csv, at, options.source)
    const where = `column "${columns[at]}"`
    if (column === undefined) {
      problems.push({ where, problem: "holds text; it is neither a feature nor a known label" })
      continue
    }
    if (rows.length > 1 && isConstant(column)) problems.push({ where, problem: "is the same in every row" })
    names.push(originalCell(columns[at]!))
    values.push(column)
  }
  if (names.length === 0) {
    throw new UnusableInput({
      what: "no column holds numbers to be used as features",
      where: options.source,
      hint: "a feature table has one numeric column per feature, such as tempo or mfcc1_mean"
    })
  }
  const labels = Object.fromEntries(
    roles.labels.map((at) => [columns[at]!, rows.map((row) => originalCell(row[at]!.trim()))])
  )
  for (const [name, given] of Object.entries(labels)) {
    const absent = given.filter((label) => label === "").length
    if (absent > 0) {
      problems.push({ where: `column "${name}"`, problem: `is empty in ${absent} of ${rows.length} rows` })
    }
  }
  return { ids, features: { names, matrix: toMatrix(rows.length, values) }, labels, problems }
}
