/** Words of a song in its tags: ID3 USLT and SYLT, Vorbis LYRICS and UNSYNCEDLYRICS, MP4 ©lyr, APE Lyrics. */
import type { IAudioMetadata } from "music-metadata"
import { withoutSound } from "../../audio/mp4-order.ts"
import { partOf, type SoundFile } from "../../audio/sound-file.ts"
import { isTimed, parseLrc } from "./lrc.ts"

const mostLetters = 200_000 // an opera's libretto has fewer

const plain = (text: string): string => isTimed(text) ? parseLrc(text).lyrics : text.replace(/\r\n?/g, "\n").trim()

/** Lyrics of ID3v2.2, which the package leaves among the fields as they stand. */
const oldWords = (native: IAudioMetadata["native"]): ReadonlyArray<string> =>
  (native["ID3v2.2"] ?? []).flatMap(({ id, value }) => {
    const { text } = (id === "ULT" ? value : {}) as { readonly text?: unknown }
    return typeof text === "string" ? [text] : []
  })

const ownField = /^TXXX:(?:unsynced ?)?lyrics$/i // where programs write them that do not know USLT

const fieldWords = (native: IAudioMetadata["native"]): ReadonlyArray<string> =>
  Object.values(native).flat().flatMap(({ id, value }) => ownField.test(id) && typeof value === "string" ? [value] : [])

/** The longest of the words that tags hold, lines in the order they are sung; null where there are none. */
export const embeddedWords = (
  { common: { lyrics = [] }, native }: Pick<IAudioMetadata, "common" | "native">
): string | null => {
  const sung = lyrics.map(({ syncText, text }) =>
    text ??
      [...syncText].sort((a, b) => (a.timestamp ?? 0) - (b.timestamp ?? 0)).map((line) =>
        line.text.replace(/^[\r\n]+/, "")
      ).join("\n")
  )
  const found = [...sung, ...oldWords(native), ...fieldWords(native)].map((text) => plain(text.slice(0, mostLetters)))
  return found.filter((text) => text !== "").sort((a, b) => b.length - a.length)[0] ?? null
}

const headBytes = 2 ** 22 // covers of some megabytes stand before words
const tailBytes = 2 ** 16
const marks = /LYRICS=|LYRICS200|lyrics\0/i // seven letters: shorter words turn up in sound by chance
// the last is the name of a field in UTF-16
const frames = /USLT|SYLT|ULT|SLT|l\0y\0r\0i\0c\0s/i
const headerBytes = 10

/** Whether bytes hold an ID3 tag with a frame of words. */
const hasFrame = (bytes: Buffer): boolean => {
  for (let at = bytes.indexOf("ID3"); at >= 0; at = bytes.indexOf("ID3", at + 1)) {
    const size = bytes.subarray(at + 6, at + headerBytes)
    if (bytes[at + 3]! > 4 || size.some((part) => part > 127)) continue // no version of ID3v2, no size of one
    const length = size.reduce((sum, part) => 128 * sum + part, 0)
    if (frames.test(bytes.toString("latin1", at + headerBytes, at + headerBytes + length))) return true
  }
  return false
}

/** Whether the tags of a file may hold words, told without parsing them: where this is false there are none. */
export const mayHoldWords = (file: SoundFile): boolean => {
  const kind = String.fromCharCode(...file.read(4, 4))
  const described = kind === "ftyp" ? withoutSound(file) : file
  const ends = [partOf(described, 0, headBytes), partOf(described, Math.max(0, described.sizeBytes - tailBytes))]
  return ends.some((end) => {
    const bytes = Buffer.from(end.read(0, end.sizeBytes))
    return marks.test(bytes.toString("latin1")) ||
      (kind === "ftyp" ? bytes.includes("\xa9lyr", 0, "latin1") : hasFrame(bytes))
  })
}
