/** Songs that a library has more than once: the same file, the same recording, or another version of it. */
import type { Track } from "../../../nodes/row/track.ts"
import { equalKeys, exactDuplicates } from "../../learn/audit/exact-duplicates.ts"
import { nearDuplicates } from "../../learn/audit/near-duplicates.ts"
import type { Matrix } from "../../math/matrix.ts"
import { soundText } from "../../music/audio/cut.ts"
import { aloneTogether, zScoredRows } from "./alone-together.ts"
import { distanceBetween } from "./distances-from.ts"
import { RowGroups } from "./row-groups.ts"
import { titleVersion, type Version } from "./title-version.ts"
import { foldedName } from "./track-name.ts"

/** What a track is to the first of its song. */
export type Relation =
  | "same file"
  | "same sound"
  | "re-encoded"
  | "excerpt"
  | "likely"
  | "chained"
  | "same title"
  | Version

/** `distance`: root mean square over features, in standard deviations; null where one of the two was not measured. */
export interface Duplicate {
  readonly row: number
  readonly relation: Relation
  readonly distance: number | null
}

/** A song that is there more than once: the track the others are told by, and those. */
export interface Song {
  readonly row: number
  readonly others: ReadonlyArray<Duplicate>
}

/** What is known of a library. Shapes: `features` [track, feature], NaN where not measured; `durations` [track], seconds. */
export interface Known {
  readonly tracks: ReadonlyArray<Pick<Track, "artist" | "digest" | "endSec" | "startSec" | "title">>
  readonly features: Matrix
  readonly durations: ReadonlyArray<number | null>
}

const lossless = 1e-3 // what is left when the same samples come out of another decoder
const sameLength = 0.03 // of the longer: encoders pad, and silence is trimmed

const isAsLong = (a: number | null, b: number | null): boolean =>
  a === null || b === null || Math.abs(a - b) <= sameLength * Math.max(a, b)

/** What stands for one song by its names: artist and title, or a title that has both; null where it is a title alone. */
const nameKey = (artist: string | null, title: string, song: string): string | null => {
  if (artist !== null && artist !== "") return `${foldedName(artist)}\n${song}`
  return /\p{L}.*\s[-–—]\s/u.test(title) ? song : null
}

/**
 * Songs that are there more than once, the nearest first. Two tracks are one song where their bytes are, where their features are
 * at most `within` apart or far nearer to one another than to anything else, or where artist and title are, but for what the title
 * says of a version.
 */
export const findDuplicates = ({ durations, features, tracks }: Known, within: number): ReadonlyArray<Song> => {
  const titles = tracks.map(({ title }) => titleVersion(title))
  const z = zScoredRows(features)
  const sameBytes = equalKeys(tracks.map((track) => soundText(track) || null))
  const sameSound = features.cols === 0 ? [] : exactDuplicates(features)
  const named = equalKeys(
    tracks.map(({ artist, title }, row) => nameKey(artist, title, titles[row]!.song))
  )
  const near = features.cols === 0 ? [] : nearDuplicates(features, within)
  const groups = new RowGroups(tracks.length)
  for (const rows of [...sameBytes, ...sameSound, ...named]) for (const row of rows) groups.join(rows[0]!, row)
  for (const { first, second } of near) groups.join(first, second)
  const alone = aloneTogether(z, { groups, isAsLong: (a, b) => isAsLong(durations[a]!, durations[b]!), within })
  for (const [first, second] of alone) groups.join(first, second)
  const likely = new Set(alone.flat())
  const soundOf = new Map(sameSound.flatMap((rows, at) => rows.map((row) => [row, at] as const)))

  const nameOf = new Map(named.flatMap((rows, at) => rows.map((row) => [row, at] as const)))
  const isNamed = (a: number, b: number): boolean => nameOf.has(a) && nameOf.get(a) === nameOf.get(b)

  const relate = (first: number, row: number): Duplicate => {
    const apart = distanceBetween(z, first, row) / Math.sqrt(z.cols)
    const distance = Number.isFinite(apart) ? apart : null
    const isNear = distance !== null && distance <= within
    const isLikely = likely.has(row) || likely.has(first)
    const isLong = isAsLong(durations[first]!, durations[row]!)
    const [a, b] = [tracks[first]!, tracks[row]!]
    const version = titles[row]!.versions.find((each) => !titles[first]!.versions.includes(each))
    const relation: Relation = soundText(a) !== "" && soundText(a) === soundText(b)
      ? "same file"
      : (soundOf.has(row) && soundOf.get(first) === soundOf.get(row)) || (isNear && isLong && distance <= lossless)
      ? "same sound"
      : version ??
        (isNear
          ? isLong ? "re-encoded" : "excerpt"
          : isNamed(first, row)
          ? "same title"
          : isLikely
          ? "likely"
          : "chained")
    return { row, relation, distance }
  }
  const songs = [...Map.groupBy(tracks.keys(), (row) => groups.of(row)).values()].filter((rows) => rows.length > 1)
    .map((rows): Song => {
      const first = rows.reduce((best, row) =>
        titles[row]!.versions.length < titles[best]!.versions.length ? row : best
      )
      const others = rows.filter((row) => row !== first).map((row) => relate(first, row))
      return {
        row: first,
        others: others.sort((a, b) => (a.distance ?? Infinity) - (b.distance ?? Infinity) || a.row - b.row)
      }
    })
  const nearest = ({ others }: Song): number => others[0]!.distance ?? Infinity
  return songs.sort((a, b) => nearest(a) - nearest(b) || a.row - b.row)
}

/** What a tagger calls a relation, in the words of MusicBrainz: a remaster is the same recording, what was played anew is not. */
export const taggersWord = (relation: Relation): string => {
  switch (relation) {
    case "same file":
      return "the same file, tags aside"
    case "same sound":
      return "same recording, other tags"
    case "re-encoded":
      return "same recording, another encoding"
    case "likely":
      return "same recording, perhaps"
    case "chained":
      return "near another of these"
    case "excerpt":
      return "same recording, another length"
    case "remaster":
      return "same recording, remastered"
    case "mono":
      return "same recording, mono or stereo"
    case "edit":
      return "another recording: edit"
    case "same title":
      return "same work, by its title"
    case "acoustic":
    case "demo":
    case "instrumental":
    case "live":
    case "re-recording":
    case "remix":
      return `another recording: ${relation}`
  }
}
