/** Tracks of a folder as their tags call them, and what labels them. */
import { genresOf, type Tags } from "../reader/tags.ts"
import { titleOf } from "./audio-folder.ts"
import { albumNames, commonSpelling, leadArtist, named } from "./people-and-albums.ts"

/** What the labels of tracks can be: "folder" is what their folder, its tables or their data set says. */
export const tagLabels = ["folder", "genre", "artist", "album", "language", "year", "decade"] as const
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
      return tags.genres.find((genre) => named(genre) !== null) ?? null
    case "artist":
      return leadArtist(tags.artist ?? track.artist, tags.albumArtist)
    case "album":
      return tags.album
    case "language":
      return track.language ?? tags.language
    case "year":
      return tags.year === null ? null : String(tags.year)
    case "decade":
      return tags.year === null ? null : `${Math.floor(tags.year / 10)}0s`
  }
}

/** The folder a track lies in, where that is not what labels it: tracks of one album often lie in one. */
const folderOf = (path: string, label: string | null): string | null => {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")))
  return folder === "" || folder === label ? null : folder
}

/**
 * A track under its tags: its title is "artist – title", its group the artist, else the album, else the folder it lies in
 * unless that is its label or `groupsByFolder` is off; guests are not whose it is. What tables or the words beside a track say of
 * title, artist, language and lyrics goes before tags.
 */
export const underTags = <T extends Tagged>(
  track: T,
  tags: Tags,
  { by, groupsByFolder = true }: { readonly by: TagLabel; readonly groupsByFolder?: boolean }
): T => {
  const artist = track.artist ?? named(tags.artist) ?? named(tags.albumArtist)
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
    group: track.group ?? leadArtist(artist, tags.albumArtist) ?? named(tags.album) ??
      (groupsByFolder ? folderOf(track.path, label) : null)
  }
}

/** A track as it was found, and its tags. */
export interface Found<T> {
  readonly track: T
  readonly tags: Tags
}

/**
 * Tracks of one library under their tags: as each alone, but names that differ in case, accents and spaces are one label and one
 * group, and two albums of one title are two labels.
 */
export const allUnderTags = <T extends Tagged>(
  found: ReadonlyArray<Found<T>>,
  how: { readonly by: TagLabel; readonly groupsByFolder: boolean }
): ReadonlyArray<T> => {
  const under = found.map(({ tags, track }) => underTags(track, tags, how))
  const albums = how.by !== "album" ? [] : albumNames(found.map(({ tags, track: { path } }, i) => ({
    path,
    album: tags.album,
    artist: leadArtist(under[i]!.artist, tags.albumArtist)
  })))
  const groupOf = commonSpelling(under.flatMap(({ group }, i) => found[i]!.track.group === null ? group ?? [] : []))
  const labelOf = commonSpelling(how.by === "folder" ? [] : under.flatMap(({ label }) => label ?? []))
  return under.map((each, i) => {
    const { group, label } = each
    return {
      ...each,
      label: how.by === "album" ? albums[i]! : label === null ? null : labelOf(label),
      group: group === null || found[i]!.track.group !== null ? group : groupOf(group)
    }
  })
}
