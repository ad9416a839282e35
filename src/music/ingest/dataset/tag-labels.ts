/** Tracks of a folder as their tags call them, and what labels them. */
import type { Tags } from "../reader/tags.ts"

/** What the labels of a folder's tracks can be. */
export const tagLabels = ["folder", "genre", "artist", "album", "language"] as const
export type TagLabel = typeof tagLabels[number]

/** The columns of a track that tags change. */
export interface Tagged {
  readonly title: string
  readonly artist: string | null
  readonly path: string
  readonly label: string | null
  readonly language: string | null
  readonly group: string | null
}

const labelOf = (by: TagLabel, track: Tagged, tags: Tags): string | null => {
  switch (by) {
    case "folder":
      return track.label
    case "genre":
      return tags.genres[0] ?? null
    case "artist":
      return tags.artist ?? track.artist
    case "album":
      return tags.album
    case "language":
      return track.language ?? tags.language
  }
}

/** The folder a track lies in, where that is not what labels it: tracks of one album often lie in one. */
const folderOf = (path: string, label: string | null): string | null => {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")))
  return folder === "" || folder === label ? null : folder
}

/**
 * A track under its tags: its title is "artist – title", its group the artist, else the album, else the folder it lies in
 * unless that is its label. What a label table or the words beside a track say of artist and language goes before tags.
 */
export const underTags = <T extends Tagged>(track: T, tags: Tags, by: TagLabel): T => {
  const artist = track.artist ?? tags.artist ?? tags.albumArtist
  const title = tags.title ?? track.title
  const label = labelOf(by, track, tags)
  return {
    ...track,
    title: artist === null || title.startsWith(`${artist} – `) ? title : `${artist} – ${title}`,
    artist,
    label,
    language: track.language ?? tags.language,
    group: track.group ?? artist ?? tags.album ?? folderOf(track.path, label)
  }
}
