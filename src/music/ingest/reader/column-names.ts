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

/** A column's name as it is compared: in lower case, without spaces and hyphens. */
export const columnKey = (column: string): string => column.trim().toLowerCase().replaceAll(/[ -]/g, "_")

/** Position of the first column that has one of the names, in any case; -1 where none has. */
export const findColumn = (columns: ReadonlyArray<string>, names: ReadonlyArray<string>): number => {
  const lower = columns.map(columnKey)
  return names.map((name) => lower.indexOf(name)).find((at) => at >= 0) ?? -1
}

/** The column that was most likely meant to have one of the names; undefined where none is like them. */
export const meantColumn = (columns: ReadonlyArray<string>, names: ReadonlyArray<string>): string | undefined =>
  names.flatMap((name) => nearest(name, columns.filter((column) => column.length > 2)) ?? [])[0]
