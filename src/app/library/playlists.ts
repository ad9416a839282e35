/** One M3U8 playlist per cluster. Format: the M3U comments #EXTM3U, #PLAYLIST and #EXTINF, UTF-8, one path a line. */
import { bytesOfName, urlPathOf } from "../../format/file-name.ts"
import { visible } from "../../format/visible.ts"
import type { ClusterCaption } from "./cluster-captions.ts"

/**
 * A library track that can be played. `path` is absolute, in the words of file-name.ts; `durationSec` null where nothing
 * says it cheaply.
 */
export interface Playable {
  readonly path: string
  readonly title: string
  readonly artist: string | null
  readonly durationSec: number | null
}

/** A file to be written. */
export interface Playlist {
  readonly file: string
  readonly text: string
  readonly tracks: number
}

/** The second line of every playlist written here, by which an earlier one is known. */
export const playlistMark = "# made by pipeline assign"

const nameBytesAtMost = 120
const extension = ".m3u8"

/** A name that every file system takes: no separators, controls or reserved signs, no dot or space at its end. */
const safeName = (name: string): string => {
  const plain = visible(name.normalize("NFC")).replace(/[<>:"/\\|?*]+/g, " ").replace(/\s+/g, " ").trim()
  let kept = ""
  for (const character of plain) {
    if (Buffer.byteLength(kept + character) > nameBytesAtMost) break
    kept += character
  }
  return kept.replace(/[. ]+$/, "")
}

/** Whether a line can hold a path as it is: UTF-8 without control characters. */
const isSayable = (path: string): boolean => {
  const text = bytesOfName(path).toString()
  return visible(text) === text && !text.includes("\ufffd")
}

/** A path as a player finds it: as `relative` writes it, or as the address of the file where a line cannot hold it. */
const placeOf = (path: string, relative: (path: string) => string): string => {
  if (!isSayable(path)) return `file://${urlPathOf(path)}`
  const shown = relative(bytesOfName(path).toString())
  return shown.startsWith("#") ? `./${shown}` : shown
}

const entry = ({ artist, durationSec, path, title }: Playable, relative: (path: string) => string): string => {
  const seconds = durationSec === null ? -1 : Math.round(durationSec)
  const named = artist === null ? title : `${artist} - ${title}`
  return `#EXTINF:${seconds},${visible(named)}\n${placeOf(path, relative)}\n`
}

/** A list of tracks as M3U8 under a name. `relative` says how the path of a track is written. */
export const playlistText = (
  { mark, name, tracks }: { readonly mark: string; readonly name: string; readonly tracks: ReadonlyArray<Playable> },
  relative: (path: string) => string
): string => `#EXTM3U\n${mark}\n#PLAYLIST:${visible(name)}\n${tracks.map((track) => entry(track, relative)).join("")}`

/**
 * Playlists of the captioned clusters, "01 mostly jazz.m3u8" for C1, each from the most central track outwards. `playable`
 * says what can be played of a row of the library, `relative` how its path is written.
 */
export const playlistsOf = (
  captions: ReadonlyArray<ClusterCaption>,
  playable: (row: number) => Playable,
  relative: (path: string) => string
): ReadonlyArray<Playlist> => {
  const digits = Math.max(2, String(captions.length).length)
  return captions.map(({ about, cluster, name, rows }) => {
    const number = String(cluster + 1).padStart(digits, "0")
    const called = cluster < 0 ? name : visible(about)
    return {
      file: `${safeName(`${number} ${called}`)}${extension}`,
      text: playlistText({ mark: playlistMark, name: called, tracks: rows.map(playable) }, relative),
      tracks: rows.length
    }
  })
}
