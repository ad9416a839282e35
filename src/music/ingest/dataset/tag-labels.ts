/** Tracks of a folder as their tags call them, and what labels them. */
import { genresOf, type Tags } from "../reader/tags.ts"
import { titleOf } from "./audio-folder.ts"

/** What the labels of tracks can be: "folder" is what their folder, its tables or their data set says. */
export const tagLabels = ["folder", "genre", "artist", "album", "language"] as const
export type TagLabel = typeof tagLabels[number]

/** The columns of a track that tags change. */
export interface Tagged {
  readonly id: string
  readonly title: string
  readonly artist: string | null
  readonly path: string
  readonly label: string | null
  readonly language: string | null
  readonly lyrics: string | null
  readonly group: string | null
}

/** What a CUE sheet says of one of its tracks, beside title and artist. */
export interface SheetSays {
  readonly album: string | null
  readonly genre: string | null
  readonly year: number | null
  readonly number: number
}

/** The tags of a file as they hold for a track of a sheet: title and words of an album's file are not those of a part of it. */
export const underSheet = (
  tags: Tags,
  { album, genre, number, year }: SheetSays,
  { isCut }: { readonly isCut: boolean }
): Tags => ({
  ...tags,
  ...(isCut ? { title: null, lyrics: null, gainDb: null } : {}),
  album: album ?? tags.album,
  genres: genre === null ? tags.genres : genresOf([genre]),
  year: year ?? tags.year,
  track: number
})

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
 * unless that is its label or `groupsByFolder` is off. What tables or the words beside a track say of title, artist, language and
 * lyrics goes before tags.
 */
export const underTags = <T extends Tagged>(
  track: T,
  tags: Tags,
  { by, groupsByFolder = true }: { readonly by: TagLabel; readonly groupsByFolder?: boolean }
): T => {
  const artist = track.artist ?? tags.artist ?? tags.albumArtist
  const isNamed = track.title !== titleOf(track.path) && track.title !== track.id
  const title = isNamed ? track.title : tags.title ?? track.title
  const label = labelOf(by, track, tags)
  return {
    ...track,
    title: artist === null || title.startsWith(`${artist} – `) ? title : `${artist} – ${title}`,
    artist,
    label,
    language: track.language ?? tags.language,
    lyrics: track.lyrics ?? tags.lyrics,
    group: track.group ?? artist ?? tags.album ?? (groupsByFolder ? folderOf(track.path, label) : null)
  }
}
