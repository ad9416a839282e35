/** Labels of audio files from a table beside them: which track a row means, and what it says of it. */
import { columnKey, findColumn, labelColumnNames, meantColumn, trackColumns } from "../reader/column-names.ts"
import { cellsOf, type Csv, parseCsv } from "../reader/csv.ts"
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { parseJsonLines } from "../reader/json-lines.ts"
import { UnusableInput } from "../reader/unusable-input.ts"
import { type Finder, trackFinder } from "./track-finder.ts"

/** What a row of the table says of its track; null where the cell is empty or the column absent. */
export interface TrackLabels {
  readonly label: string | null
  readonly language: string | null
  readonly title: string | null
  readonly artist: string | null
  readonly lyrics: string | null
}

/** A table beside audio. Without `needsLabel` it need not have a column of labels; `labelColumn` is another than usual. */
export interface LabelTable {
  readonly text: string
  readonly source: string
  readonly needsLabel?: boolean
  readonly labelColumn?: string
}

/** Columns that hold the words of a track. */
export const wordColumns = ["lyrics", "transcription", "transcript", "text", "words"] as const

const fields = {
  label: labelColumnNames.filter((name) => name !== "language"),
  language: ["language", "lang"],
  title: ["title", "song"],
  artist: ["artist", "artist_name"],
  lyrics: wordColumns
} as const
type Field = keyof typeof fields

const columnsOf = ({ columns }: Csv, { labelColumn, needsLabel = true, source }: LabelTable) => {
  const find = (names: ReadonlyArray<string>, called: string, isNeeded: boolean): number => {
    const at = findColumn(columns, names)
    if (at >= 0 || !isNeeded) return at
    const meant = meantColumn(columns, names)
    throw new UnusableInput({
      what: `there is no column "${called}"`,
      where: source,
      hint: `${
        meant === undefined ? "" : `did you mean "${meant}"? `
      }the first line must read: file,label[,language,title,artist]`
    })
  }
  const file = find(trackColumns, "file", true)
  const label = find(
    labelColumn === undefined ? fields.label : [columnKey(labelColumn)],
    labelColumn ?? "label",
    needsLabel
  )
  return {
    ...Object.fromEntries(
      (Object.keys(fields) as Array<Field>).map((field) => [field, findColumn(columns, fields[field])])
    ),
    file,
    label
  } as
    & Readonly<Record<Field, number>>
    & { readonly file: number }
}

/** The path of an audio object, as Python or JSON write it: {'path': 'a.wav', 'bytes': None}; any other cell as it is. */
const pathWithin = (cell: string): string => /^\{.*?["']path["'] ?: ?["']([^"']+)["']/.exec(cell)?.[1] ?? cell

/** Whether the table has labels, and rows by the track they mean. */
export interface ReadLabels {
  readonly byPath: ReadonlyMap<string, TrackLabels>
  readonly hasLabels: boolean
  readonly problems: ReadonlyArray<IngestProblem>
}

/**
 * Matches the rows of a label table (CSV, or JSON a line) to audio paths: track-finder.ts.
 * Rows without a file, files without a row and rows that fit several files are problems; a missing file or label
 * column throws UnusableInput.
 *
 * @example
 * ```ts
 * import { readTrackLabels } from "partita/ingest"
 * const table = { text: "file,label\none.mp3,rock\n", source: "labels.csv" }
 * readTrackLabels(table, ["disc/one.mp3"]).byPath.get("disc/one.mp3")?.label // → "rock"
 * ```
 */
export const readTrackLabels = (table: LabelTable, paths: ReadonlyArray<string>): ReadLabels => {
  const csv = /\.jsonl?$/i.test(table.source)
    ? parseJsonLines(table.text, table.source)
    : parseCsv(table.text, table.source, { letsUneven: true })
  const { columns, lines, rows, uneven } = csv
  const at = columnsOf(csv, table)
  const find: Finder = trackFinder(paths)
  const byPath = new Map<string, TrackLabels>()
  const problems: Array<IngestProblem> = []
  for (const row of uneven) {
    const where = `${table.source}, line ${row.line}`
    problems.push({ where, problem: `${cellsOf(row)} where the header has ${columns.length} columns; not used` })
  }
  rows.forEach((row, i) => {
    const cell = (field: Field | "file"): string | null => row[at[field]]?.trim() || null
    const file = pathWithin(cell("file") ?? "")
    const found = find(file)
    const report = (problem: string) => problems.push({ where: `${table.source}, line ${lines[i]}`, problem })
    if (found.length === 0) report(`"${file}" is not among the audio files`)
    else if (found.length > 1) {
      report(`"${file}" fits ${found.length} files, such as ${found[0]} and ${found[1]}; write its folder too`)
    } else if (byPath.has(found[0]!)) report(`"${file}" has a label from a line above; this one is not used`)
    else {byPath.set(found[0]!, {
        label: cell("label"),
        language: cell("language"),
        title: cell("title"),
        artist: cell("artist"),
        lyrics: cell("lyrics")
      })}
  })
  for (const path of paths) {
    if (!byPath.has(path)) {
      problems.push({ where: path, problem: `has no row in ${table.source}${at.label < 0 ? "" : "; it has no label"}` })
    } else if (at.label >= 0 && byPath.get(path)!.label === null) {
      problems.push({ where: path, problem: `has an empty label in ${table.source}` })
    }
  }
  return { byPath, hasLabels: at.label >= 0, problems }
}
