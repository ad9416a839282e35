/** What columns of tables are called, whoever wrote them. */
import { nearest } from "../../text/edit-distance.ts"

/** Names of columns that name a track, the most telling first; all in lower case. */
export const trackColumns = [
  "filename",
  "file_name",
  "file",
  "filepath",
  "file_path",
  "path",
  "audio_path",
  "audio_file",
  "audio_filename",
  "audio",
  "wav",
  "wav_path",
  "mp3",
  "location",
  "track",
  "track_id",
  "trackid",
  "song_id",
  "id",
  "name"
] as const

/** Names of columns that say what a track is: the first becomes its label. */
export const labelColumnNames = ["label", "genre", "class", "language"] as const

/** Names of columns that name a track where none of the others is there. */
export const looseTrackColumns = "song song_name track_name title song_title track_title uri url clip clip_id recording"
  .split(" ")

/** Words in names of columns that may be labels. */
const labelWords = new Set("label genre subgenre class style mood emotion category tag target".split(" "))

/** A column's name as it is compared: in lower case, its words joined by underscores, trackName like track_name. */
export const columnKey = (column: string): string =>
  column.trim().replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, "_").toLowerCase().replaceAll(/[ -]/g, "_")

/** Whether a column is called like a label: music_genre, genre_top, Mood. */
export const isLabelLike = (column: string): boolean =>
  columnKey(column).split("_").some((word) => labelWords.has(word))

/** Position of the first column that has one of the names, in any case; -1 where none has. */
export const findColumn = (columns: ReadonlyArray<string>, names: ReadonlyArray<string>): number => {
  const keys = columns.map(columnKey)
  const joined = keys.map((key) => key.replaceAll("_", "")) // fileName, where filename is meant
  return names.map((name) => Math.max(keys.indexOf(name), joined.indexOf(name))).find((at) => at >= 0) ?? -1
}

/** The column that was most likely meant to have one of the names; undefined where none is like them. */
export const meantColumn = (columns: ReadonlyArray<string>, names: ReadonlyArray<string>): string | undefined =>
  names.flatMap((name) => nearest(name, columns.filter((column) => column.length > 2)) ?? [])[0]
