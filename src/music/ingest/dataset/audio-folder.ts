/** A folder of music as tracks: which files are taken, what labels and words they have, and why the others are not. */
import { audioExtensions, extensionOf, stemOf } from "../../audio/audio-extensions.ts"
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { trackIds, unescapePath } from "../reader/track-id.ts"
import { UnusableInput } from "../reader/unusable-input.ts"
import { isSheet, readSheets, type SheetFolder, type SheetTrack } from "./album-sheets.ts"
import { labelByFolder } from "./label-by-folder.ts"
import { labelTables, readLabelTables } from "./label-tables.ts"
import { readTrackLabels } from "./track-labels.ts"
import { isWordFile, readWords, wordFileFinder } from "./track-words.ts"

/** A folder as the reader sees it. */
export interface AudioFolder {
  /** What messages call the folder. */
  readonly name: string
  /** Every file in it, relative, with "/" between the parts, in any order. */
  readonly paths: ReadonlyArray<string>
  /** Reads one of the small text files among them. */
  readonly readFile: (path: string) => Uint8Array
  /** A label table from elsewhere; without it, those among the paths are used, else the subfolders. */
  readonly labels?: { readonly text: string; readonly source: string }
  /** The column of those tables that is the label; without it label, genre or class. */
  readonly labelColumn?: string
  /** Whether the first folder is the label whatever tables say. */
  readonly isByFolder?: boolean
  /** The CUE sheet within a sound file, or what is wrong with it; without it, none is looked for. */
  readonly embeddedSheet?: SheetFolder["embeddedSheet"]
}

/** One audio file and what is known of it before it is decoded. */
export interface FolderTrack {
  /** Distinct, and stable as long as no path with the same letters joins. */
  readonly id: string
  readonly path: string
  readonly title: string
  readonly artist: string | null
  readonly label: string | null
  readonly language: string | null
  readonly lyrics: string | null
  /** The stretch of the file, in seconds, where a CUE sheet cuts it; `endSec` null where it lasts to the file's end. */
  readonly startSec?: number
  readonly endSec?: number | null
  /** What the sheet says of it. */
  readonly sheet?: SheetTrack
}

const isAudio = (path: string): boolean => audioExtensions.includes(extensionOf(path))

/** Why a path is no track, whatever else it is; undefined when it may be one. */
const refusal = (path: string): string | undefined => {
  const parts = path.split("/")
  if (path.includes("\uFFFD")) return "the name is not valid UTF-8, so it cannot be opened; rename it"
  if (parts.some((part) => part.startsWith("._")) || parts.includes("__MACOSX")) return "macOS metadata, not audio"
  if (parts.some((part) => part.startsWith("."))) return "hidden"
  return undefined
}

/** Whether a path may be a track or speak of one. */
export const isOpenPath = (path: string): boolean => refusal(path) === undefined

const describeOther = (path: string, trackStems: ReadonlySet<string>): string => {
  const extension = extensionOf(path)
  if (["mid", "midi", "kar"].includes(extension)) return "MIDI holds notes, not sound; render it first"
  if (["csv", "tsv", "jsonl"].includes(extension)) return "a table, read where it is called labels.csv or metadata.csv"
  if (!isWordFile(path)) {
    return extension === ""
      ? "no extension, so not taken for audio"
      : `.${extension} is not an audio format that can be read`
  }
  return trackStems.has(stemOf(path))
    ? "its track's words are read from another file"
    : "no track of that name is beside it"
}

const kindOf = (path: string): string => {
  if (refusal(path) !== undefined) return "hidden or unreadable"
  const extension = extensionOf(path)
  return extension === "" ? "without extension" : `.${extension}`
}

const countByKind = (paths: ReadonlyArray<string>): string =>
  [...Map.groupBy(paths, kindOf)].sort(([, a], [, b]) => b.length - a.length).slice(0, 4)
    .map(([kind, { length }]) => `${length} ${kind}`).join(", ")

const nothingToHear = ({ name, paths }: AudioFolder): UnusableInput =>
  new UnusableInput({
    what: paths.length === 0
      ? "the folder is empty"
      : `none of the ${paths.length} file${paths.length === 1 ? "" : "s"} is audio (${countByKind(paths)})`,
    where: name,
    hint: `give a folder that holds audio, in it or below it: ${audioExtensions.join(" ")}`
  })

/** What a file is called where nobody says more. */
export const titleOf = (path: string): string => {
  const name = unescapePath(path.slice(path.lastIndexOf("/") + 1))
  return stemOf(name).normalize("NFC").replaceAll("_", " ").trim()
}

const twoDigits = (value: number): string => String(value).padStart(2, "0")

/** A path that a track of an album file would have, were it a file: its id is made of that. */
const pieceOf = (path: string, { number }: SheetTrack): string =>
  `${stemOf(path)}/${twoDigits(number)}.${extensionOf(path)}`

const cutTrack = (path: string, sheet: SheetTrack) => ({
  path,
  title: sheet.title ?? `${titleOf(path)}, track ${sheet.number}`,
  artist: sheet.performer,
  lyrics: null,
  startSec: sheet.cut?.startSec ?? 0,
  endSec: sheet.cut?.endSec ?? null,
  sheet
})

/** What the tables of the folder say, and which files they are; undefined where there are none. */
const labelsOf = (folder: AudioFolder, tracks: ReadonlyArray<string>) => {
  const { isByFolder = false, labelColumn } = folder
  const asked = { ...labelColumn === undefined ? {} : { labelColumn }, ...isByFolder ? { needsLabel: false } : {} }
  if (folder.labels !== undefined) return { ...readTrackLabels({ ...folder.labels, ...asked }, tracks), tables: [] }
  const tables = labelTables(folder.paths)
  return tables.length === 0 ? undefined : { ...readLabelTables(folder, tables, { tracks, asked }), tables }
}

/**
 * The tracks of a folder in the order of their paths, and a problem for every file that is not used.
 * Labels come from a table (label-tables.ts) or else from the first folder of the path; words from a .lrc or .txt beside
 * the track, or else from the table. A file that a CUE sheet cuts is as many tracks as the sheet says, and none itself.
 * Throws UnusableInput when no file is audio, and when the label table cannot be read.
 *
 * @example
 * ```ts
 * import { readAudioFolder } from "partita/ingest"
 * const words = new TextEncoder().encode("walking home")
 * const { tracks } = readAudioFolder({
 *   name: "Music",
 *   paths: ["rock/one.mp3", "rock/one.txt", "folk/two.flac"],
 *   readFile: () => words
 * })
 * tracks.map(({ label, lyrics, title }) => [label, title, lyrics])
 * // → [["folk", "two", null], ["rock", "one", "walking home"]]
 * ```
 */
export const readAudioFolder = (
  folder: AudioFolder
): { readonly tracks: ReadonlyArray<FolderTrack>; readonly problems: ReadonlyArray<IngestProblem> } => {
  const problems: Array<IngestProblem> = []
  const open = [...folder.paths].sort().filter((path) => {
    const problem = refusal(path)
    if (problem !== undefined) problems.push({ where: path, problem })
    return problem === undefined
  })
  const audio = open.filter(isAudio)
  if (audio.length === 0) throw nothingToHear(folder)
  const labels = labelsOf(folder, audio)
  const folderLabel = labelByFolder(audio)
  const findWords = wordFileFinder(open)
  const used = new Set(labels?.tables)
  const sheets = readSheets({ ...folder, paths: open })
  const isCut = (path: string): boolean => sheets.byPath.get(path)?.some(({ cut }) => cut !== null) === true
  const items = audio.flatMap((path) =>
    (isCut(path) ? sheets.byPath.get(path)! : [undefined]).map((cut) => ({ path, cut }))
  )
  const ids = trackIds(items.map(({ cut, path }) => cut === undefined ? path : pieceOf(path, cut)))

  const tracks = items.map(({ cut, path }, i): FolderTrack => {
    const given = labels?.byPath.get(path)
    const label = labels?.hasLabels === true && folder.isByFolder !== true ? given?.label ?? null : folderLabel(path)
    if (cut !== undefined) return { ...cutTrack(path, cut), id: ids[i]!, label, language: given?.language ?? null }
    const sheet = sheets.byPath.get(path)?.[0]
    const file = findWords(path)
    const words = file === undefined ? undefined : readWords(file, folder.readFile(file))
    if (file !== undefined) used.add(file)
    if (words?.lyrics === "") problems.push({ where: file!, problem: "holds no words" })
    return {
      id: ids[i]!,
      path,
      title: given?.title ?? words?.title ?? sheet?.title ?? titleOf(path),
      artist: given?.artist ?? words?.artist ?? sheet?.performer ?? null,
      label,
      language: given?.language ?? words?.language ?? null,
      lyrics: words?.lyrics || given?.lyrics || null,
      ...(sheet === undefined ? {} : { sheet })
    }
  })
  const trackStems = new Set(audio.map(stemOf))
  for (const path of open) {
    if (!isAudio(path) && !isSheet(path) && !used.has(path)) {
      problems.push({ where: path, problem: describeOther(path, trackStems) })
    }
  }
  return { tracks, problems: [...problems, ...sheets.problems, ...sheets.remarks, ...labels?.problems ?? []] }
}
