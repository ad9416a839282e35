/** Who a track is by and which album it is on, as tags of one library mean it though they write it in several ways. */

const marks = /[\u0300-\u036f]/g // accents of Latin, Greek and Cyrillic letters

/** A name as it is compared: "The  Beatles" and "the beatles" are one. */
const folded = (name: string): string =>
  name.normalize("NFKD").replace(marks, "").toLowerCase().replace(/\s+/g, " ").trim()

const nobody = /^(?:<?unknown>?(?: (?:artist|album|genre))?|untitled|n\/a|none|null|-|\?+)$/i

/** A name, or null where it is what programs write when they know none. */
export const named = (name: string | null): string | null => name === null || nobody.test(name) ? null : name

const many =
  /^(?:various(?: artists?)?|various.*artists|v\.?a\.?|compilations?|diverse(?: interpreten)?|varios(?: artistas)?)$/i
const guests = /\s+[([]?(?:feat|ft|featuring)\b\.?\s.*$/i

/**
 * Who a track is by when it has guests: the artist of its album where the track's begins with that, else what stands before
 * "feat.". "A & B" may be one band, so it stays unless its album is by "A".
 */
export const leadArtist = (artist: string | null, albumArtist: string | null): string | null => {
  const album = albumArtist === null || many.test(albumArtist) ? null : named(albumArtist)
  const own = named(artist)
  if (own === null) return album
  const isGuested = album !== null && folded(own).startsWith(folded(album)) &&
    /^[^\p{L}\p{N}]|^$/u.test(folded(own).slice(folded(album).length))
  return isGuested ? album : own.replace(guests, "") || own
}

/** Of names that differ in case, accents and spaces alone: the commonest spelling, of equal ones the first in code point order. */
export const commonSpelling = (names: Iterable<string>): (name: string) => string => {
  const counts = new Map<string, Map<string, number>>()
  for (const name of names) {
    const spellings = counts.get(folded(name)) ?? new Map<string, number>()
    counts.set(folded(name), spellings.set(name, (spellings.get(name) ?? 0) + 1))
  }
  const chosen = new Map(
    [...counts].map(([key, spellings]) =>
      [key, [...spellings].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]![0]] as const
    )
  )
  return (name) => chosen.get(folded(name)) ?? name
}

/** A track on an album; `artist` is who the album is by, else who the track is by. */
export interface OnAlbum {
  readonly path: string
  readonly album: string | null
  readonly artist: string | null
}

/** The folder of an album; its discs lie in folders of their own. */
const albumFolder = (path: string): string => {
  const folders = path.split("/").slice(0, -1)
  if (/^(?:cd|dis[ck]) ?\d+$/i.test(folders.at(-1) ?? "")) folders.pop()
  return folders.join("/")
}

/**
 * What each track's album is called among all of them: its title, and whose it is where another one has that title too. Tracks are
 * on one album where title and folder, or title and artist are the same.
 */
export const albumNames = (tracks: ReadonlyArray<OnAlbum>): ReadonlyArray<string | null> => {
  const spelling = commonSpelling(tracks.flatMap(({ album }) => named(album) ?? []))
  const parent = tracks.map((_, i) => i)
  const root = (i: number): number => parent[i] === i ? i : parent[i] = root(parent[i]!)
  const first = new Map<string, number>()
  const keysOf = ({ album, artist, path }: OnAlbum): ReadonlyArray<string> => [
    `${folded(album!)}\n/${albumFolder(path)}`,
    ...artist === null ? [] : [`${folded(album!)}\n${folded(artist)}`]
  ]
  const isOn = tracks.map(({ album }) => named(album) !== null)
  tracks.forEach((track, i) => {
    if (!isOn[i]) return
    for (const key of keysOf(track)) {
      const before = first.get(key)
      if (before === undefined) first.set(key, i)
      else parent[root(i)] = root(before)
    }
  })
  const albums = Map.groupBy([...tracks.keys()].filter((i) => isOn[i]!), root)
  const titled = Map.groupBy(albums.keys(), (i) => folded(tracks[i]!.album!))
  const names = new Map([...albums].map(([i, on]) => {
    const title = spelling(tracks[i]!.album!)
    if (titled.get(folded(title))!.length === 1) return [i, title] as const
    const artists = new Set(on.flatMap((each) => tracks[each]!.artist ?? []).map(folded))
    const by = artists.size === 1 ? tracks[on.find((each) => tracks[each]!.artist !== null)!]!.artist! : null
    return [i, `${by ?? albumFolder(tracks[i]!.path)} – ${title}`] as const
  }))
  return tracks.map((_, i) => isOn[i] ? names.get(root(i))! : null)
}
