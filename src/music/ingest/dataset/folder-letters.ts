/** Tags whose letters are doubtful alone, read as those of the files beside them. */
import type { ToldEncoding } from "../reader/letters-of-encodings.ts"
import { tagLetters } from "../reader/tag-letters.ts"

/** What may be in letters of another encoding, and what was told from the tags of the file alone. */
export interface Lettered {
  readonly title: string | null
  readonly artist: string | null
  readonly albumArtist: string | null
  readonly album: string | null
  readonly genres: string | null
  readonly letters: ToldEncoding | null
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1)

const textsOf = ({ album, albumArtist, artist, genres, title }: Lettered): ReadonlyArray<string> =>
  [title, artist, albumArtist, album, genres].filter((text) => text !== null)

/** The encoding that most files of a folder are of, among those that are told. */
const usualOf = (tags: ReadonlyArray<Lettered>): ToldEncoding | undefined => {
  const counts = Map.groupBy(tags.flatMap(({ letters }) => letters ?? []), (each) => each)
  return [...counts].sort(([, a], [, b]) => b.length - a.length)[0]?.[0]
}

/**
 * Tags of many files, those of one folder told together: an album's titles say what a single short one leaves open. Rows of
 * which `pathOf` knows no path stay as they are.
 */
export const lettersOfFolders = <T extends Lettered>(
  tags: ReadonlyArray<T>,
  pathOf: (tag: T) => string | undefined
): ReadonlyArray<T> => {
  const inFolder = (tag: T): string | undefined => {
    const path = pathOf(tag)
    return path === undefined ? undefined : folderOf(path)
  }
  const readings = new Map(
    [...Map.groupBy(tags, inFolder)].map(([folder, group]) =>
      [folder, tagLetters(group.flatMap(textsOf), usualOf(group))] as const
    )
  )
  return tags.map((tag) => {
    const folder = inFolder(tag)
    const { encoding, read } = readings.get(folder)!
    if (folder === undefined || encoding === null) return tag
    const of = (text: string | null) => text === null ? null : read(text)
    const { album, albumArtist, artist, genres, title } = tag
    return {
      ...tag,
      title: of(title),
      artist: of(artist),
      albumArtist: of(albumArtist),
      album: of(album),
      genres: of(genres)
    }
  })
}
