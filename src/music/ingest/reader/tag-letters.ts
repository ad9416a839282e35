/** Letters of tags that say "Latin-1", or nothing, and are of another encoding: told from all tags of a file or folder together. */
import { readAs, type ToldEncoding, toldOfAll } from "./letters-of-encodings.ts"

const windows = new TextDecoder("windows-1252")

/** The bytes from 128 to 159 by the signs that Windows-1252 has there. */
const signs = new Map(Array.from({ length: 32 }, (_, i) => [windows.decode(Uint8Array.of(128 + i)), 128 + i] as const))

/** The bytes that a text was read from, one a letter; undefined where it cannot have been, and where ASCII says it all. */
const bytesOf = (text: string): Uint8Array | undefined => {
  if (!/[^\0-\x7f]/.test(text)) return undefined
  const bytes = Array.from(text, (letter) => signs.get(letter) ?? letter.codePointAt(0)!)
  return bytes.every((byte) => byte < 256) ? Uint8Array.from(bytes) : undefined
}

/** UTF-8 that was taken for Latin-1, as RIFF INFO and old ID3 tags are. */
const asUtf8 = (text: string): string | undefined => {
  if (!/[\x80-\xff]/.test(text) || /[^\0-\xff]/.test(text)) return undefined
  const utf8 = Buffer.from(text, "latin1").toString("utf8")
  return utf8.includes("\ufffd") ? undefined : utf8
}

const inEncoding = (text: string, encoding: ToldEncoding): string | undefined => {
  const bytes = bytesOf(text)
  return bytes && readAs(bytes, encoding)
}

/** How tags that belong together are read. */
export interface TagLetters {
  /** What they are told to be of; null where that leaves a doubt, and where they are of none of these. */
  readonly encoding: ToldEncoding | null
  readonly read: (text: string) => string
}

/**
 * How each of some tags that belong together is to be read: as UTF-8 where it is valid, else in the encoding that the letters
 * of all leave no doubt of, or that is `told` otherwise, else as it stands, controls as the signs of Windows-1252. A Latin
 * text with accents stays.
 */
export const tagLetters = (texts: Iterable<string>, told?: ToldEncoding): TagLetters => {
  const open = [...new Set(texts)].filter((text) => asUtf8(text) === undefined)
  const encoding = told ?? toldOfAll(open.flatMap((text) => bytesOf(text) ?? [])) ?? null
  return {
    encoding,
    read: (text) =>
      asUtf8(text) ?? (encoding === null ? undefined : inEncoding(text, encoding)) ??
        text.replace(/[\x80-\x9f]/g, (sign) => windows.decode(Uint8Array.of(sign.charCodeAt(0))))
  }
}
