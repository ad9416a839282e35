/** Feature tables in CSV, such as those published with GTZAN and BanglaBeats: names, numbers and labels of tracks. */
import { originalCell } from "../../../format/csv-cell.ts"
import type { Matrix } from "../../../math/matrix.ts"
import { codeColumns } from "./code-columns.ts"
import { findColumn, labelColumnNames, trackColumns } from "./column-names.ts"
import type { Words } from "./columns.ts"
import { countedProblem } from "./counted-problems.ts"
import { checkHeader } from "./csv-header.ts"
import { cellsOf, type Csv, parseCsv } from "./csv.ts"
import { withoutFar } from "./far-values.ts"
import type { IngestProblem } from "./ingest-problem.ts"
import { wordsOfCodes } from "./label-words.ts"
import { namingColumn } from "./naming-column.ts"
import { decimalComma, isMissing, numberColumn, thousandsByPoints } from "./number-column.ts"
import { requireColumn } from "./require-column.ts"
import { type Measured, problemsOf, remarksOn, type Roles } from "./table-remarks.ts"
import { uniqueNames } from "./unique-names.ts"
import { UnusableInput } from "./unusable-input.ts"
import { withoutCommonFolder } from "./without-common-folder.ts"

/** How to read a feature table. `source` is what errors call it. */
export interface FeatureTableOptions {
  readonly source: string
  /** The column to be used as the first label; without it, those called label, genre, class and language are found. */
  readonly labelColumn?: string
  /** Columns that must be there. */
  readonly required?: ReadonlyArray<string>
  /** Columns of numbers that are features although they look like codes, ids or years. */
  readonly keep?: ReadonlyArray<string>
  /** Share of the rows beyond which bad cells are no longer a matter of single rows. */
  readonly mostSetAside?: number
}

/** A row that is not used, under its track's name. */
export interface RowSetAside {
  readonly item: string
  readonly reason: string
}

/** Tracks × features, with every other column that says what a track is. */
export interface FeatureTable {
  /** One per row that is used, distinct. */
  readonly ids: ReadonlyArray<string>
  readonly features: { readonly names: ReadonlyArray<string>; readonly matrix: Matrix }
  /** By column; the first is the one asked for, or the first found. An empty string marks a track without one. */
  readonly labels: Readonly<Record<string, ReadonlyArray<string>>>
  readonly problems: ReadonlyArray<IngestProblem>
  readonly setAside: ReadonlyArray<RowSetAside>
  /** What was left out or taken another way than written, column by column: sentences for whoever gave the table. */
  readonly remarks: ReadonlyArray<string>
}

const usualMostSetAside = 0.25

/** Neither names, labels nor features: row numbers and what only tells how long the excerpt was. */
const otherNames = ["", "index", "unnamed: 0", "length"]

const rolesOf = ({ columns }: Csv, { labelColumn, required = [], source }: FeatureTableOptions): Roles => {
  for (const name of required) requireColumn(columns, name, source)
  const asked = labelColumn === undefined ? [] : [requireColumn(columns, labelColumn, source)]
  const find = (names: ReadonlyArray<string>) =>
    names.flatMap((name) => columns.flatMap((column, at) => findColumn([column], [name]) === 0 ? [at] : []))
  const named = find(trackColumns)
  const id = named.find((at) => !asked.includes(at))
  const labels = [...new Set([...asked, ...find(labelColumnNames)])]
  const taken = new Set([...labels, ...named, ...find(otherNames)])
  const others = named.filter((at) => at !== id && !asked.includes(at))
  const candidates = columns.map((_, at) => at).filter((at) => !taken.has(at))
  return { id, isNamedByChoice: false, labels, candidates, others }
}

const measuredOf = ({ columns, delimiter, rows }: Csv, candidates: ReadonlyArray<number>): Measured => {
  const cellsOf = (at: number) => rows.map((row) => row[at]!)
  const first = candidates.map((at) => ({ at, column: numberColumn(cellsOf(at), delimiter) }))
  const isComma = first.some(({ column: { notation } }) => notation === decimalComma.name)
  const read = first.map(({ at, column: plain }) => {
    const cells = cellsOf(at)
    const filled = cells.filter((cell) => !isMissing(cell)).length
    const column = isComma && plain.notation === null ? thousandsByPoints(cells) ?? plain : plain
    const isEmpty = 2 * filled < rows.length
    return { at, ...column, isText: column.texts.length > filled - column.texts.length, isEmpty }
  })
  const kept = read.filter(({ isEmpty, isText }) => !isEmpty && !isText)
  return {
    columns: kept.map(({ at, values }) => ({ at, name: originalCell(columns[at]!), values: withoutFar(values) })),
    texts: read.flatMap(({ at, isEmpty, isText }) => isText && !isEmpty ? [at] : []),
    empty: read.flatMap(({ at, isEmpty }) => isEmpty ? [at] : []),
    notations: new Map(kept.flatMap(({ at, notation }) => notation === null ? [] : [[columns[at]!, notation]]))
  }
}

const isFinite = (cell: string): boolean => cell !== "" && Number.isFinite(Number(cell))

/** The first bad cell of each row that has one, in words. */
const badRows = ({ columns }: Measured, { rows }: Csv): ReadonlyMap<number, string> =>
  new Map(rows.flatMap((row, i) => {
    const [first, ...more] = columns.filter(({ values }) => Number.isNaN(values[i]))
    if (first === undefined) return []
    const cell = row[first.at]!.trim().slice(0, 40)
    const what = cell === ""
      ? "is empty"
      : `holds "${cell}", no ${isFinite(cell) ? "number that is measured" : "finite number"}`
    const others = more.length === 0 ? "" : `, and ${more.length} more column${more.length === 1 ? "" : "s"}`
    return [[i, `column "${first.name}" ${what}${others}`] as const]
  }))

/** Throws UnusableInput where so many rows have too few or too many cells that it is the header which is odd. */
const checkUneven = (
  { columns, rows, uneven }: Csv,
  { mostSetAside = usualMostSetAside, source }: FeatureTableOptions
): void => {
  if (uneven.length <= mostSetAside * (rows.length + uneven.length)) return
  throw new UnusableInput({
    what: `${cellsOf(uneven[0]!)} where the header has ${columns.length} columns${
      uneven.length === 1 ? "" : `, and so on ${uneven.length} lines of ${rows.length + uneven.length}`
    }`,
    where: `${source}, line ${uneven[0]!.line}`,
    hint: "add or remove cells on these lines; a cell with a comma in it needs quotes"
  })
}

/** Rows of another width than the header, under what their first cell says. */
const unevenRows = ({ columns, uneven }: Csv): ReadonlyArray<RowSetAside> =>
  uneven.map((row) => ({
    item: originalCell(row.cells[0]!.trim()) || `line ${row.line}`,
    reason: `line ${row.line}: ${cellsOf(row)} where the header has ${columns.length} columns`
  }))

const percent = (share: number): string => `${Math.round(100 * share)} %`

/** Throws UnusableInput where so many rows are bad that the columns must be. */
const checkShare = (
  { columns }: Measured,
  { lines, rows }: Csv,
  bad: ReadonlyMap<number, string>,
  { mostSetAside = usualMostSetAside, source }: FeatureTableOptions
): void => {
  if (bad.size <= mostSetAside * rows.length) return
  const worst = columns.map(({ name, values }) => ({ name, count: values.filter(Number.isNaN).length }))
    .filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)
  const named = worst.slice(0, 5).map(({ count, name }) => `"${name}" (${count})`).join(", ")
  const [row, reason] = [...bad][0]!
  throw new UnusableInput({
    what: `${bad.size} of ${rows.length} rows lack a number (at most ${percent(mostSetAside)} may): columns ${named}${
      worst.length > 5 ? ", …" : ""
    }; the first is line ${lines[row]}, where ${reason}`,
    where: source,
    hint: "put numbers there, or remove these columns or rows"
  })
}

/** Columns that hold what one of the same name before them does. */
const repeatedColumns = (columns: Measured["columns"], { repeated }: Csv): ReadonlyArray<readonly [string, string]> =>
  columns.flatMap(({ name, values }, i) => {
    if (!repeated.includes(name)) return []
    const same = columns.slice(0, i).find((other) => values.every((value, row) => Object.is(value, other.values[row])))
    return same === undefined ? [] : [[name, `the same as "${same.name}" in every row`] as const]
  })

const isConstant = (values: Float64Array): boolean => values.every((value) => value === values[0])

const toMatrix = (rows: number, columns: ReadonlyArray<Float64Array>): Matrix => {
  const data = new Float64Array(rows * columns.length)
  columns.forEach((values, j) => values.forEach((value, i) => data[i * columns.length + j] = value))
  return { rows, cols: columns.length, data }
}

const readIds = ({ lines, rows }: Csv, at: number | undefined): Pick<FeatureTable, "ids" | "problems"> => {
  const names = rows.map((row) => at === undefined ? "" : originalCell(row[at]!.trim()))
  const written = withoutCommonFolder(names).map((name, i) => name || `row-${i + 1}`)
  const ids = uniqueNames(written)
  const problems = ids.flatMap((id, i) =>
    id === written[i]
      ? []
      : [{ where: `line ${lines[i]}`, problem: `"${written[i]}" came before; this row is "${id}"` }]
  )
  return { ids, problems }
}

const noRows = (source: string): UnusableInput =>
  new UnusableInput({ what: "there are no rows below the header", where: source, hint: "add a row per track" })

const noFeatures = (source: string, { columns }: Csv, codes: ReadonlyMap<string, string>): UnusableInput =>
  new UnusableInput({
    what: columns.length === 1
      ? `there is one column, "${
        columns[0]!.slice(0, 40)
      }": no comma, semicolon, tab, bar or space splits its lines alike`
      : codes.size === 0
      ? "no column holds numbers to be used as features"
      : `no column is left: ${[...codes].map(([name, reason]) => `"${name}" is set aside (${reason})`).join(", ")}`,
    where: source,
    hint: "a feature table has one numeric column per feature, such as tempo or mfcc1_mean"
  })

/**
 * Reads a feature table. Rows that lack a number are set aside, and so are columns of numbers that are codes of labels,
 * ids or years: code-columns.ts.
 *
 * Failure: UnusableInput when it has no rows or features, lacks a column, or lacks numbers in too many rows.
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
  const csv = parseCsv(text, options.source, { tellsApart: true, letsUneven: true })
  const { columns, rows } = csv
  checkHeader(columns, options.source)
  const called = rolesOf(csv, options)
  checkUneven(csv, options)
  if (rows.length === 0) throw noRows(options.source)
  const found = measuredOf(csv, called.candidates)
  const id = called.id ?? namingColumn(csv, found.texts)
  const roles = { ...called, id, isNamedByChoice: id !== called.id }
  const measured = { ...found, texts: found.texts.filter((at) => at !== id) }
  const bad = badRows(measured, csv)
  checkShare(measured, csv, bad, options)
  const good = rows.map((_, i) => i).filter((i) => !bad.has(i))
  const numbers = measured.columns.map(({ name, values }) => ({
    name,
    values: Float64Array.from(good, (i) => values[i]!)
  }))
  const cells = (at: number) => good.map((i) => originalCell(rows[i]![at]!.trim()))
  const words = (at: number) => ({ name: columns[at]!, values: cells(at) })
  const codes = new Map(
    [
      ...codeColumns(numbers, roles.labels.map(words), [...measured.texts, ...roles.others].map(words)),
      ...repeatedColumns(measured.columns, csv)
    ]
      .filter(([name]) => options.keep?.includes(name) !== true)
  )
  const features = numbers.filter(({ name }) => !codes.has(name))
  if (features.length === 0) throw noFeatures(options.source, csv, codes)
  const { ids, problems: repeated } = readIds(csv, roles.id)
  const texts = measured.texts.map(words)
  const spelt = options.labelColumn === undefined
    ? new Map(
      roles.labels.map(words).flatMap((label) => {
        const found = wordsOfCodes(label, texts)
        return found === undefined ? [] : [[label.name, found] as const]
      })
    )
    : new Map<string, Words>()
  const labels = Object.fromEntries(
    roles.labels.map((at) => [columns[at]!, spelt.get(columns[at]!)?.values ?? cells(at)])
  )
  const isSpelt = (name: string) => [...spelt.values()].some((words) => words.name === name)
  const constant = features.filter(({ values }) => values.length > 1 && isConstant(values))
  const unlabelled = Object.entries(labels).flatMap(([name, given]) => {
    const absent = given.filter((label) => label === "").length
    return absent === 0 ? [] : [{ where: `column "${name}"`, problem: `is empty in ${absent} of ${good.length} rows` }]
  })
  const setAside = [
    ...[...bad].map(([i, reason]) => ({ item: ids[i]!, reason: `line ${csv.lines[i]}: ${reason}` })),
    ...unevenRows(csv)
  ]
  const asideRemark = countedProblem("row", setAside.map(({ item, reason }) => `${item} (${reason})`), "set aside")
  return {
    ids: good.map((i) => ids[i]!),
    features: {
      names: features.map(({ name }) => name),
      matrix: toMatrix(good.length, features.map(({ values }) => values))
    },
    labels,
    problems: [
      ...repeated,
      ...problemsOf(csv, measured, codes),
      ...constant.map(({ name }) => ({ where: `column "${name}"`, problem: "is the same in every row" })),
      ...unlabelled
    ],
    setAside,
    remarks: [
      ...remarksOn(csv, roles, { ...measured, texts: measured.texts.filter((at) => !isSpelt(columns[at]!)) }, codes),
      ...[...spelt].map(([label, { name }]) => `"${label}" holds codes; labels are the words of "${name}"`),
      ...asideRemark.map(({ problem, where }) => `${where} of ${rows.length + csv.uneven.length} ${problem}`)
    ]
  }
}
