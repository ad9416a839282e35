/** Lyrics beside an audio file: `song.lrc`, `song.srt`, `song.vtt` or `song.txt` for `song.mp3`. */
import { extensionOf, stemOf } from "../../audio/audio-extensions.ts"
import { decodeText } from "../reader/decode-text.ts"
import { isTimed, type Lrc, parseLrc } from "../reader/lrc.ts"
import { parseSubtitles } from "../reader/subtitles.ts"

const wordExtensions = ["lrc", "srt", "vtt", "txt"]

/** Whether a file may hold the words of a track. */
export const isWordFile = (path: string): boolean => wordExtensions.includes(extensionOf(path))

const key = (path: string): string => path.normalize("NFC").toLowerCase()

/** Finds the word file of a track; an .lrc goes before a .txt because it also knows title and artist. */
export const wordFileFinder = (paths: ReadonlyArray<string>): (track: string) => string | undefined => {
  const byName = new Map(
    paths.filter(isWordFile).map((path) => [key(path), path])
  )
  // song.en.vtt, song.pt-BR.srt: a language stands before the extension
  const byBareName = new Map(
    [...byName].flatMap(([name, path]) => {
      const bare = name.replace(/\.[a-z]{2,3}(?:-[a-z]{2,4})?(?=\.[a-z]{3}$)/, "")
      return bare === name ? [] : [[bare, path] as const]
    })
  )
  return (track) => {
    const stem = key(stemOf(track))
    const names = wordExtensions.flatMap((extension) => [`${stem}.${extension}`, `${key(track)}.${extension}`])
    return [byName, byBareName].flatMap((map) => names.flatMap((name) => map.get(name) ?? []))[0]
  }
}

/** The words of a file, whatever its encoding; plain text and subtitles have no tags. */
export const readWords = (path: string, bytes: Uint8Array): Lrc => {
  const text = decodeText(bytes)
  const extension = extensionOf(path)
  if (extension === "lrc" || (extension === "txt" && isTimed(text))) return parseLrc(text)
  const lyrics = extension === "srt" || extension === "vtt"
    ? parseSubtitles(text)
    : text.replace(/\r\n|\r/g, "\n").trim()
  return { lyrics, title: null, artist: null, language: null }
}
