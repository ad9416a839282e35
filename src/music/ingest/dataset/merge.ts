/**
 * MERGE 1.1: songs by quadrant of emotion, as audio, as lyrics or as both, with metadata and published splits.
 * Layout: `Q1..Q4/<Song>.mp3|txt`, `merge_<m>_<v>_metadata.csv`, `tvt_dataframes/tvt_<sizes>/tvt_<sizes>_<part>_<m>_<v>.csv`.
 * Source: Zenodo 13939205.
 */
import { audioExtensions, extensionOf, stemOf } from "../../audio/audio-extensions.ts"
import { countedProblem, isMacMetadata, unusedFiles } from "../reader/counted-problems.ts"
import { type Csv, parseCsv } from "../reader/csv.ts"
import { decodeText } from "../reader/decode-text.ts"
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { requireColumn } from "../reader/require-column.ts"
import { UnusableInput } from "../reader/unusable-input.ts"
import type { Annotation, DatasetFolder, DatasetLoader, DatasetOptions, DatasetTrack } from "./dataset.ts"

const tableOf = (rest: string): RegExp =>
  new RegExp(`(?:^|/)merge_(audio|lyrics|bimodal)_(complete|balanced)_${rest}\\.csv$`, "i")
const metadataPath = /*#__PURE__*/ tableOf("metadata")
const valuesPath = /*#__PURE__*/ tableOf("av_values")
const splitPath =
  /(?:^|\/)tvt_(\d+_\d+_\d+)_(train|validate|test)_(?:audio|lyrics|bimodal)_(?:complete|balanced)\.csv$/i
const songPath = /(?:^|\/)Q[1-4]\/[^/]+$/i

/** Whether a path is MERGE's table of metadata. */
export const isMergeMetadata = (path: string): boolean => metadataPath.test(path) && !isMacMetadata(path)

/** A metadata row: a song may go by one name, or by one in audio and another in lyrics. */
interface Song {
  readonly id: string
  readonly lyricsId: string
  readonly line: number
  readonly cell: (column: string) => string
}

const quadrantMeanings: Readonly<Record<string, string>> = { Q1: "happy", Q2: "angry", Q3: "sad", Q4: "calm" }

const songsOf = ({ columns, lines, rows }: Csv, source: string): ReadonlyArray<Song> => {
  const named = columns.includes("Audio_Song") ? "Audio_Song" : "Song"
  const id = requireColumn(columns, named, source)
  const lyricsId = named === "Song" ? id : requireColumn(columns, "Lyric_Song", source)
  requireColumn(columns, "Quadrant", source)
  return rows.map((row, i) => ({
    id: row[id]!.trim(),
    lyricsId: row[lyricsId]!.trim(),
    line: lines[i]!,
    cell: (column) => row[columns.indexOf(column)]?.trim() ?? ""
  }))
}

const distinctSongs = (songs: ReadonlyArray<Song>, source: string) => {
  const seen = new Set<string>()
  const problems: Array<IngestProblem> = []
  const kept = songs.filter(({ id, line }) => {
    const where = `${source}, line ${line}`
    if (id === "") problems.push({ where, problem: "names no song; not used" })
    else if (seen.has(id)) problems.push({ where, problem: `"${id}" has a row above; this one is not used` })
    const isNew = id !== "" && !seen.has(id)
    seen.add(id)
    return isNew
  })
  return { kept, problems }
}

const listed = (cell: string): ReadonlyArray<string> =>
  cell.split(/[,;]/).map((value) => value.trim()).filter((value) => value !== "" && value.toLowerCase() !== "nan")

/** "1970-??-??" is 1970. */
const yearOf = (cell: string): ReadonlyArray<string> => cell.match(/^\d{4}/) ?? []

const annotationsOf = (song: Song): ReadonlyArray<Annotation> => {
  const quadrant = song.cell("Quadrant").toUpperCase()
  const meaning = quadrantMeanings[quadrant]
  const of = (kind: string, values: ReadonlyArray<string>) => values.map((value) => ({ id: song.id, kind, value }))
  return [
    ...of("quadrant", quadrant === "" ? [] : [quadrant]),
    ...of("emotion", meaning === undefined ? [] : [meaning]),
    ...of("mood", listed(song.cell("MoodsAll") || song.cell("Moods"))),
    ...of("genre", listed(song.cell("Genres"))),
    ...of("theme", listed(song.cell("Themes"))),
    ...of("style", listed(song.cell("Styles"))),
    ...of("year", yearOf(song.cell("ActualYear") || song.cell("Year")))
  ]
}

/** Arousal and valence, 0 … 1, by song. */
const readValues = ({ paths, readFile }: DatasetFolder): ReadonlyArray<Annotation> =>
  paths.filter((path) => valuesPath.test(path) && !isMacMetadata(path)).flatMap((path) => {
    const { columns, rows } = parseCsv(decodeText(readFile(path)), path)
    const id = requireColumn(columns, columns.includes("Audio_Song") ? "Audio_Song" : "Song", path)
    return ["Arousal", "Valence"].flatMap((column) => {
      const at = requireColumn(columns, column, path)
      return rows.map((row) => ({ id: row[id]!.trim(), kind: column.toLowerCase(), value: row[at]!.trim() }))
    })
  })

const readSplits = ({ name, paths, readFile }: DatasetFolder, asked: string | null) => {
  const tables = paths.filter((path) => splitPath.test(path) && !isMacMetadata(path)).sort()
  const sizes = [...new Set(tables.map((path) => splitPath.exec(path)![1]!))].sort().reverse()
  const chosen = asked ?? sizes[0]
  if (asked !== null && !sizes.includes(asked)) {
    throw new UnusableInput({
      what: `there is no split "${asked}"`,
      where: name,
      hint: sizes.length === 0 ? "tvt_dataframes is not in the folder" : `set split to one of: ${sizes.join(", ")}`
    })
  }
  const parts = new Map<string, string>()
  for (const path of tables) {
    const [, size, part] = splitPath.exec(path)!
    if (size !== chosen) continue
    const { columns, rows } = parseCsv(decodeText(readFile(path)), path)
    const id = requireColumn(columns, columns.includes("Audio_Song") ? "Audio_Song" : "Song", path)
    for (const row of rows) parts.set(row[id]!.trim(), part === "validate" ? "validation" : part!)
  }
  return { chosen, parts, sizes, tables }
}

const metadataOf = ({ name, paths }: DatasetFolder): string => {
  const tables = paths.filter(isMergeMetadata).sort()
  if (tables.length === 1) return tables[0]!
  throw new UnusableInput({
    what: tables.length === 0
      ? "there is no merge_…_metadata.csv"
      : `there are ${tables.length} metadata tables: ${tables.join(", ")}`,
    where: name,
    hint: tables.length === 0
      ? "put it beside the folders Q1 to Q4, as in the dataset's zip file"
      : "give one of the unpacked zip files, not the folder that holds several"
  })
}

/** Paths of songs by file name without extension. */
const byStem = (paths: ReadonlyArray<string>) =>
  new Map(paths.map((path) => [stemOf(path.slice(path.lastIndexOf("/") + 1)), path]))

const artistOf = (song: Song): string | null => song.cell("Artist") || null

const read = (folder: DatasetFolder, { split }: DatasetOptions) => {
  const metadata = metadataOf(folder)
  const { kept, problems: doubles } = distinctSongs(
    songsOf(parseCsv(decodeText(folder.readFile(metadata)), metadata), metadata),
    metadata
  )
  const files = [...folder.paths].sort().filter((path) => songPath.test(path) && !isMacMetadata(path))
  const audio = byStem(files.filter((path) => audioExtensions.includes(extensionOf(path))))
  const words = byStem(files.filter((path) => extensionOf(path) === "txt"))
  const splits = readSplits(folder, split)
  const there = kept.filter(({ id, lyricsId }) => audio.has(id) || words.has(lyricsId))
  const tracks = there.map((song): DatasetTrack => {
    const file = words.get(song.lyricsId)
    return {
      id: song.id,
      title: song.cell("Title") || song.id,
      artist: artistOf(song),
      path: audio.get(song.id) ?? "",
      label: null,
      language: null,
      lyrics: file === undefined ? null : decodeText(folder.readFile(file)).replace(/\r\n?/g, "\n").trim() || null,
      group: artistOf(song),
      split: splits.parts.get(song.id) ?? null
    }
  })
  const modality = metadataPath.exec(metadata)![1]!.toLowerCase()
  const names = (songs: ReadonlyArray<Song>) => songs.map(({ id }) => id)
  const ids = new Set(names(there))
  const taken = new Set([
    ...there.map(({ id }) => audio.get(id)),
    ...there.map(({ lyricsId }) => words.get(lyricsId)),
    metadata,
    ...splits.tables
  ])
  return {
    tracks,
    annotations: [...there.flatMap(annotationsOf), ...readValues(folder).filter(({ id }) => ids.has(id))],
    problems: [
      ...doubles,
      ...countedProblem(
        "song",
        names(kept.filter(({ id }) => !ids.has(id))),
        `in ${metadata}, but no file of that name is there`
      ),
      ...countedProblem(
        "song",
        modality === "lyrics" ? [] : names(there.filter(({ id }) => !audio.has(id))),
        "no audio"
      ),
      ...countedProblem(
        "song",
        modality === "audio" ? [] : names(there.filter(({ lyricsId }) => !words.has(lyricsId))),
        "no lyrics"
      ),
      ...countedProblem(
        "song",
        splits.parts.size === 0 ? [] : names(there.filter(({ id }) => !splits.parts.has(id))),
        `in no part of split ${splits.chosen}`
      ),
      ...splits.sizes.length < 2 || split !== null
        ? []
        : [{ where: "splits", problem: `${splits.chosen} is used; ${splits.sizes.slice(1).join(", ")} is there too` }],
      ...unusedFiles([...folder.paths].sort().filter((path) => !taken.has(path) && !valuesPath.test(path)))
    ]
  }
}

const isText = (path: string): boolean => songPath.test(path) && extensionOf(path) === "txt"

/** Reads MERGE. */
export const merge: DatasetLoader = {
  labelKind: "quadrant",
  kinds: ["quadrant", "emotion", "mood", "genre", "theme", "style", "year"],
  needs: (path) =>
    !isMacMetadata(path) && (isText(path) || [metadataPath, valuesPath, splitPath].some((table) => table.test(path))),
  read
}
