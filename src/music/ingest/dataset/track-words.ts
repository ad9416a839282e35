/** Lyrics beside an audio file: `song.lrc` or `song.txt` for `song.mp3`. */
import { extensionOf, stemOf } from "../../audio/audio-extensions.ts"
import { decodeText } from "../reader/decode-text.ts"
import { type Lrc, parseLrc } from "../reader/lrc.ts"

const wordExtensions = ["lrc", "txt"]

/** Whether a file may hold the words of a track. */
export const isWordFile = (path: string): boolean => wordExtensions.includes(extensionOf(path))

const key = (path: string): string => path.normalize("NFC").toLowerCase()

/** Finds the word file of a track; an .lrc goes before a .txt because it also knows title and artist. */
export const wordFileFinder = (paths: ReadonlyArray<string>): (track: string) => string | undefined => {
  const byName = new Map(
    paths.filter(isWordFile).map((path) => [key(path), path])
  )
  return (track) => {
    const stem = key(stemOf(track))
    const names = wordExtensions.flatMap((extension) => [`${stem}.${extension}`, `${key(track)}.${extension}`])
    return names.map((name) => byName.get(name)).find((path) => path !== undefined)
  }
}

/** The words of a file, whatever its encoding; plain text has no tags. */
export const readWords = (path: string, bytes: Uint8Array): Lrc => {
  const text = decodeText(bytes)
  if (extensionOf(path) === "lrc") return parseLrc(text)
  return { lyrics: text.replace(/\r\n|\r/g, "\n").trim(), title: null, artist: null, language: null }
}
