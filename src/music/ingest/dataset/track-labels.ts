/** Labels of audio files from a table: columns file and label, and language, title and artist where known. */
import { stemOf } from "../../audio/audio-extensions.ts"
import { nearest } from "../../text/edit-distance.ts"
import { parseCsv } from "../reader/csv.ts"
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { unescapePath } from "../reader/track-id.ts"
import { UnusableInput } from "../reader/unusable-input.ts"

/** What a row of the table says of its track; null where the cell is empty or the column absent. */
export interface TrackLabels {
  readonly label: string | null
  readonly language: string | null
  readonly title: string | null
  readonly artist: string | null
}

const synonyms = {
  file: ["file", "filename", "path", "track"],
  label: ["label", "genre", "class"],
  language: ["language", "lang"],
  title: ["title"],
  artist: ["artist"]
} as const
type Field = keyof typeof synonyms

const findColumns = (columns: ReadonlyArray<string>, source: string): Readonly<Record<Field, number>> => {
  const lower = columns.map((name) => name.toLowerCase())
  const find = (field: Field): number =>
    lower.findIndex((name) => (synonyms[field] as ReadonlyArray<string>).includes(name))
  for (const field of ["file", "label"] as const) {
    if (find(field) >= 0) continue
    const meant = nearest(field, columns)
    throw new UnusableInput({
      what: `there is no column "${field}"`,
      where: source,
      hint: `${
        meant === undefined ? "" : `did you mean "${meant}"? `
      }the first line must read: file,label[,language,title,artist]`
    })
  }
  const [file, label, language, title, artist] = (Object.keys(synonyms) as Array<Field>).map(find)
  return { file: file!, label: label!, language: language!, title: title!, artist: artist! }
}

/** Ways a row may name a file, from the strictest; each must point at one track only. */
const spellings: ReadonlyArray<(path: string) => string> = [
  (path) => path,
  (path) => unescapePath(path).normalize("NFC"),
  (path) => stemOf(unescapePath(path).normalize("NFC")),
  (path) => unescapePath(path.slice(path.lastIndexOf("/") + 1)).normalize("NFC"),
  (path) => stemOf(unescapePath(path.slice(path.lastIndexOf("/") + 1)).normalize("NFC"))
]

type Finder = (written: string) => ReadonlyArray<string>

const finderOf = (paths: ReadonlyArray<string>): Finder => {
  const indices = spellings.map((spell) => Map.groupBy(paths, spell))
  return (written) => {
    const plain = written.replaceAll("\\", "/").replace(/^\.\//, "")
    const candidates = indices.map((index, i) =>
      index.get(plain) ?? index.get(spellings[i === 0 ? 0 : 1]!(plain)) ?? []
    )
    return candidates.find((found) => found.length > 0) ?? []
  }
}

/**
 * Matches the rows of a label table to audio paths: by relative path, else by name, with or without the extension.
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
export const readTrackLabels = (
  table: { readonly text: string; readonly source: string },
  paths: ReadonlyArray<string>
): { readonly byPath: ReadonlyMap<string, TrackLabels>; readonly problems: ReadonlyArray<IngestProblem> } => {
  const { columns, lines, rows } = parseCsv(table.text, table.source)
  const at = findColumns(columns, table.source)
  const find = finderOf(paths)
  const byPath = new Map<string, TrackLabels>()
  const problems: Array<IngestProblem> = []
  rows.forEach((row, i) => {
    const cell = (field: Field): string | null => row[at[field]]?.trim() || null
    const file = cell("file") ?? ""
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
        artist: cell("artist")
      })}
  })
  for (const path of paths) {
    if (!byPath.has(path)) problems.push({ where: path, problem: `has no row in ${table.source}; it has no label` })
    else if (byPath.get(path)!.label === null) {
      problems.push({ where: path, problem: `has an empty label in ${table.source}` })
    }
  }
  return { byPath, problems }
}
