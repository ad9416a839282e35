/** Playlists as text. Format: the M3U comments #EXTM3U, #PLAYLIST and #EXTINF, UTF-8, one path a line. */
import { bytesOfName, urlPathOf } from "../../format/file-name.ts"
import { secondsText, stretchLines } from "../../format/media-fragment.ts"
import { visible } from "../../format/visible.ts"
import type { Cut } from "../../music/audio/cut.ts"
import { bareTitle } from "./track-name.ts"

/**
 * A library track that can be played. `path` is absolute, in the words of file-name.ts; `durationSec` null where nothing
 * says it cheaply.
 */
export interface Playable {
  readonly path: string
  readonly title: string
  readonly artist: string | null
  readonly durationSec: number | null
  /** The stretch of the file, where not all of it is the track. */
  readonly cut?: Cut | null
}

const nameBytesAtMost = 120

/** The ending of playlists in UTF-8. */
export const extension = ".m3u8"

/** The name of a playlist's file, which every file system takes: no separators, controls or reserved signs, no dot or space at its end. */
export const playlistFile = (name: string): string => {
  const plain = visible(name.normalize("NFC")).replace(/[<>:"/\\|?*]+/g, " ").replace(/\s+/g, " ").trim()
  let kept = ""
  for (const character of plain) {
    if (Buffer.byteLength(kept + character) > nameBytesAtMost) break
    kept += character
  }
  return `${kept.replace(/[. ]+$/, "")}${extension}`
}

/** Whether a line can hold a path as it is: UTF-8 without control characters. */
const isSayable = (path: string): boolean => {
  const text = bytesOfName(path).toString()
  return visible(text) === text && !text.includes("\ufffd")
}

/** The line by which a player finds a path: as `relative` writes it, or as the address of the file where a line cannot hold it. */
export const placeOf = (path: string, relative: (path: string) => string): string => {
  if (!isSayable(path)) return `file://${urlPathOf(path)}`
  const shown = relative(bytesOfName(path).toString())
  return /^[#\s]/.test(shown) ? `./${shown}` : shown // else a comment; players leave out spaces in front
}

/** What tells a track from the others of its playlist: its line, and where in the file it begins. */
export const placeKey = (place: string, startSec: string | undefined): string =>
  startSec === undefined ? place : `${startSec}\n${place}`

const entry = (
  { artist, cut = null, durationSec, path, title }: Playable,
  relative: (path: string) => string
): string => {
  const seconds = durationSec === null ? -1 : Math.round(durationSec)
  const named = artist === null ? title : `${artist} - ${bareTitle({ artist, title })}`
  const stretch = cut === null ? [] : stretchLines({
    startSec: secondsText(cut.startSec),
    ...(cut.endSec === null ? {} : { endSec: secondsText(cut.endSec) })
  })
  return [`#EXTINF:${seconds},${visible(named)}`, ...stretch, placeOf(path, relative), ""].join("\n")
}

/** A list of tracks as M3U8 under a name. `relative` says how the path of a track is written. */
export const playlistText = (
  { mark, name, tracks }: { readonly mark: string; readonly name: string; readonly tracks: ReadonlyArray<Playable> },
  relative: (path: string) => string
): string => `#EXTM3U\n${mark}\n#PLAYLIST:${visible(name)}\n${tracks.map((track) => entry(track, relative)).join("")}`
