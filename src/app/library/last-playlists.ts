/** The playlists of an earlier call, read from the folder they were written to: there is no other memory of them. */
import * as fs from "node:fs"
import * as path from "node:path"
import type { LastPlaylist } from "./name-playlists.ts"
import { extension, placeKey } from "./playlists.ts"

const largestBytes = 16 * 2 ** 20 // what a person's player left there need not be a playlist of ours

const readOurs = (file: string, marks: ReadonlyArray<string>): ReadonlyArray<string> | undefined => {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (stat === undefined || !stat.isFile() || stat.size > largestBytes) return undefined
  const lines = fs.readFileSync(file, "utf8").split(/\r?\n/)
  return marks.includes(lines[1] ?? "") ? lines : undefined
}

const startMark = "#EXTVLCOPT:start-time="

/** The tracks of a playlist: each line that is no comment, and where in its file the lines before it begin. */
const placesOf = (lines: ReadonlyArray<string>): ReadonlyArray<string> => {
  let start: string | undefined
  return lines.flatMap((line) => {
    if (line.startsWith(startMark)) start = line.slice(startMark.length)
    if (line === "" || line.startsWith("#")) return []
    const place = placeKey(line, start)
    start = undefined
    return [place]
  })
}

/** A playlist and all it holds, known or not. */
export interface FoundPlaylist extends LastPlaylist {
  readonly places: number
}

/**
 * Playlists in `folder` whose second line is one of `marks`, by the names of their files. `rowOf` says which row of the
 * library a line leads to, by `placeKey`.
 */
export const lastPlaylists = (
  folder: string,
  marks: ReadonlyArray<string>,
  rowOf: ReadonlyMap<string, number>
): ReadonlyArray<FoundPlaylist> => {
  if (!fs.existsSync(folder)) return []
  const files = fs.readdirSync(folder).filter((name) => name.endsWith(extension)).sort()
  return files.flatMap((file) => {
    const lines = readOurs(path.join(folder, file), marks)
    if (lines === undefined) return []
    const places = placesOf(lines)
    const name = lines.find((line) => line.startsWith("#PLAYLIST:"))?.slice("#PLAYLIST:".length) ?? ""
    return [{ file, name, places: places.length, rows: places.flatMap((place) => rowOf.get(place) ?? []) }]
  })
}
