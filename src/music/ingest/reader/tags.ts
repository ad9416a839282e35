/** What the tags within a sound file say of it: ID3, Vorbis comments, MP4, APE, RIFF INFO and names of tracker modules. */
import { withoutSound } from "../../audio/mp4-order.ts"
import { sniffFile } from "../../audio/sniff.ts"
import { partOf, type SoundFile } from "../../audio/sound-file.ts"
import { embeddedWords } from "./embedded-words.ts"
import type { ToldEncoding } from "./letters-of-encodings.ts"
import { tagLetters } from "./tag-letters.ts"

/** Null, or an empty list, where nothing says it; `problem` is why tags that are there could not be read. */
export interface Tags {
  readonly title: string | null
  readonly artist: string | null
  readonly albumArtist: string | null
  readonly album: string | null
  readonly genres: ReadonlyArray<string>
  readonly year: number | null
  readonly language: string | null
  readonly track: number | null
  readonly disc: number | null
  /** ReplayGain of the track in dB. */
  readonly gainDb: number | null
  /** The words of the song, line by line. */
  readonly lyrics: string | null
  /** The encoding that its tags were told to be of, though they do not say so. */
  readonly letters: ToldEncoding | null
  readonly problem: string | null
}

const none: Tags = {
  title: null,
  artist: null,
  albumArtist: null,
  album: null,
  genres: [],
  year: null,
  language: null,
  track: null,
  disc: null,
  gainDb: null,
  lyrics: null,
  letters: null,
  problem: null
}

const mostLetters = 300 // a title longer than that is a damaged tag

/** A tag as one line, or null where it says nothing. */
const line = (text: unknown): string | null => {
  if (typeof text !== "string") return null
  // a tag is a line: what would move a terminal's cursor or break a row stands for a space
  const plain = text.replace(/[\p{Cc}\s]+/gu, " ").trim().normalize("NFC").slice(0, mostLetters)
  return plain === "" ? null : plain
}

const count = (value: number | null | undefined, most: number): number | null =>
  typeof value === "number" && Number.isInteger(value) && value > 0 && value <= most ? value : null

/** Several genres in one field, as taggers write them. */
export const genresOf = (
  given: ReadonlyArray<string> | undefined
): ReadonlyArray<string> => [
  ...new Set((given ?? []).flatMap((each) => each.split(/[;\0]| \/ /)).map(line).filter((each) => each !== null))
]

/** Where a module keeps its name, and in how many bytes. */
const moduleNames: Readonly<Record<string, readonly [at: number, bytes: number]>> = {
  xm: [17, 20],
  it: [4, 26],
  s3m: [0, 28],
  mod: [0, 20]
}

const ofModule = (file: SoundFile, [at, bytes]: readonly [number, number]): Tags => {
  const name = String.fromCharCode(...file.read(at, bytes)).replace(/\0.*$/s, "")
  return { ...none, title: line(tagLetters([name]).read(name)) }
}

const wholeBytes = 2 ** 25 // of a larger file only the ends are looked at, where its tags are
const ends = { head: 2 ** 23, tail: 2 ** 18 }

const bytesOf = (file: SoundFile): Uint8Array =>
  file.sizeBytes <= wholeBytes
    ? file.read(0, file.sizeBytes)
    : Buffer.concat([file.read(0, ends.head), file.read(file.sizeBytes - ends.tail, ends.tail)])

/** Formats whose tags are those of another. */
const parsedAs: Readonly<Record<string, string>> = { tta: "mp3", mp4: "m4a", au: "mp3", qoa: "mp3" }

/** The tags of a file; without any, and where the file is no sound, all of it is null. Rejects with nothing. */
export const readTags = async (file: SoundFile): Promise<Tags> => {
  const found = sniffFile(file)
  if (found === undefined || found.format === "w64") return none // Wave64 has no tags that anybody writes
  const name = moduleNames[found.format]
  if (name !== undefined) return ofModule(file, name)
  const { parseBuffer } = await import("music-metadata")
  // of an MP4 the boxes but the sound; of formats whose tags stand in front, the beginning
  const isTagInFront = found.format === "mp3" || found.format === "aac" || found.format === "flac" ||
    found.format === "tta"
  const bytes = bytesOf(found.format === "mp4" ? withoutSound(file) : isTagInFront ? file : partOf(file, found.offset))
  try {
    const { common, native } = await parseBuffer(bytes, {
      path: `sound.${parsedAs[found.format] ?? found.format}`,
      size: bytes.length
    }, {
      duration: false,
      skipCovers: true
    })
    const { album, albumartist, artist, genre = [], title } = common
    const words = embeddedWords({ common, native })
    const given = [title, artist, albumartist, album, ...genre, words].filter((text) => typeof text === "string")
    const { encoding, read: letters } = tagLetters(given)
    const said = (text: string | null | undefined) => typeof text === "string" ? line(letters(text)) : null
    return {
      title: said(title),
      artist: said(artist),
      albumArtist: said(albumartist),
      album: said(album),
      genres: genresOf(genre.map(letters)),
      year: count(common.year, 9999),
      language: line(common.language),
      track: count(common.track.no, 99_999),
      disc: count(common.disk.no, 999),
      gainDb: Number.isFinite(common.replaygain_track_gain?.dB) ? common.replaygain_track_gain!.dB : null,
      lyrics: words === null ? null : letters(words),
      letters: encoding,
      problem: null
    }
  } catch (cause) {
    return { ...none, problem: line(cause instanceof Error ? cause.message : String(cause)) ?? "unknown" }
  }
}
