/** Which track of a library a person means by a word. */
import * as path from "node:path"
import type { Track } from "../../../nodes/row/track.ts"
import { bytesOfName } from "../../format/file-name.ts"
import { soundText } from "../../music/audio/cut.ts"
import { foldedName, trackName } from "./track-name.ts"

type Named = Pick<Track, "artist" | "digest" | "endSec" | "id" | "path" | "startSec" | "title">

const stem = (file: string): string => path.basename(file, path.extname(file))

/** Ways to name a track, the most certain first. `file` is the word as a path, where it could be one. */
const waysTo = (word: string, file: string, root: string | undefined): ReadonlyArray<(track: Named) => boolean> => {
  const folded = foldedName(word)
  const parts = folded.split(" ")
  return [
    ({ id }) => id === word,
    (track) => {
      if (track.path === "") return false
      const own = bytesOfName(track.path).toString()
      return own === word || own === path.normalize(word) || (root !== undefined && path.join(root, own) === file)
    },
    (track) => foldedName(track.title) === folded || foldedName(trackName(track)) === folded,
    (track) => track.path !== "" && [track.path, stem(track.path)].some((each) => path.basename(each) === word),
    (track) => {
      const name = ` ${foldedName(trackName(track))}`
      return parts.every((part) => name.includes(` ${part}`))
    }
  ]
}

/**
 * Rows of the tracks a word may mean: by id; by path, within the library or from here; by title or "artist – title",
 * whatever the accents, case and signs; by the name of its file; by beginnings of its words. The first way that finds any
 * counts, and of tracks with the same bytes the first. `root`: where the library's files lie.
 */
export const findTracks = (
  tracks: ReadonlyArray<Named>,
  word: string,
  { folder, root }: { readonly folder: string; readonly root: string | undefined }
): ReadonlyArray<number> => {
  if (word.trim() === "") return []
  for (const isMeant of waysTo(word, path.resolve(folder, word), root)) {
    const rows = tracks.flatMap((track, row) => isMeant(track) ? [row] : [])
    const seen = new Set<string>()
    const distinct = rows.filter((row) => {
      const sound = soundText(tracks[row]!)
      if (sound === "") return true
      return !seen.has(sound) && seen.add(sound).has(sound)
    })
    if (distinct.length > 0) return distinct
  }
  return []
}
