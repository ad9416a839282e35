/** A CSV of words: one row per track, with its name, lyrics and, where known, genre, language, title and artist. */
import { parseCsv } from "../reader/csv.ts"
import type { IngestProblem } from "../reader/ingest-problem.ts"
import { requireColumn } from "../reader/require-column.ts"
import { UnusableInput } from "../reader/unusable-input.ts"
import type { Dataset, DatasetTrack } from "./dataset.ts"

const synonyms = {
  id: ["filename", "file", "path", "track_id", "id", "track"],
  label: ["label", "genre", "class"],
  language: ["language", "lang"],
  title: ["title", "song"],
  artist: ["artist"]
} as const

/**
 * Reads a table of lyrics. Throws UnusableInput when it has no lyrics, names no tracks or has no rows.
 *
 * @example
 * ```ts
 * import { readLyricsTable } from "partita/ingest"
 * const { tracks } = readLyricsTable("track_id,lyrics,genre\nt1,walking home,folk\n", "lyrics.csv")
 * tracks.map(({ lyrics }) => lyrics) // → ["walking home"]
 * ```
 */
export const readLyricsTable = (text: string, source: string): Dataset => {
  const { columns, lines, rows } = parseCsv(text, source)
  const lower = columns.map((column) => column.toLowerCase())
  const at = (field: keyof typeof synonyms): number =>
    synonyms[field].map((name) => lower.indexOf(name)).find((place) => place >= 0) ?? -1
  const lyricsAt = requireColumn(lower, "lyrics", source)
  if (at("id") < 0) {
    throw new UnusableInput({
      what: "no column names the tracks",
      where: source,
      hint: `call it ${synonyms.id.join(" or ")}`
    })
  }
  if (rows.length === 0) {
    throw new UnusableInput({ what: "there are no rows below the header", where: source, hint: "add a row per track" })
  }
  const seen = new Set<string>()
  const problems: Array<IngestProblem> = []
  const tracks = rows.flatMap((row, i): ReadonlyArray<DatasetTrack> => {
    const cell = (place: number): string | null => row[place]?.trim() || null
    const id = cell(at("id")) ?? `row-${i + 1}`
    if (seen.has(id)) {
      problems.push({ where: `${source}, line ${lines[i]}`, problem: `"${id}" has a row above; this one is not used` })
      return []
    }
    seen.add(id)
    const artist = cell(at("artist"))
    const own = {
      title: cell(at("title")) ?? id,
      artist,
      path: "",
      label: cell(at("label")),
      language: cell(at("language"))
    }
    return [{ id, ...own, lyrics: cell(lyricsAt), group: artist, split: null }]
  })
  const silent = tracks.filter(({ lyrics }) => lyrics === null).length
  if (silent > 0) {
    problems.push({ where: `column "${columns[lyricsAt]}"`, problem: `is empty in ${silent} of ${rows.length} rows` })
  }
  return { tracks, annotations: [], problems }
}
