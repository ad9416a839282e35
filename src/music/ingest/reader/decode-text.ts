/** Text files of unknown encoding. */
import { type ToldEncoding, toldEncoding } from "./letters-of-encodings.ts"

/** Which of its bytes are zero tells UTF-16 without a mark: half of those of Latin letters are. */
const unmarkedUtf16 = (bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined => {
  const looked = Math.min(bytes.length - bytes.length % 2, 512)
  let even = 0
  let odd = 0
  for (let i = 0; i < looked; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  if (odd > looked / 4 && even === 0) return "utf-16le"
  return even > looked / 4 && odd === 0 ? "utf-16be" : undefined
}

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    return true
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    return false
  }
}

/** An encoding by the name that TextDecoder has for it. */
export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | ToldEncoding

/** The encoding of a text: by its mark, by the zeros between Latin letters, by whether it is UTF-8, else by its letters. */
export const encodingOf = (bytes: Uint8Array): TextEncoding => {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return "utf-16le"
  if (first === 0xfe && second === 0xff) return "utf-16be"
  return unmarkedUtf16(bytes) ?? (isUtf8(bytes) ? "utf-8" : toldEncoding(bytes) ?? "windows-1252")
}

/** What is said of a text that is read in an encoding it does not name; nothing of UTF-8 and of what has a mark. */
export const encodingRemark = (bytes: Uint8Array): ReadonlyArray<string> => {
  const encoding = encodingOf(bytes)
  if (encoding.startsWith("utf-")) return []
  return [
    encoding === "windows-1252"
      ? "it is no UTF-8; read as Windows-1252, the usual other one: check its accents"
      : `it is no UTF-8; read as ${encoding}, by its letters`
  ]
}

/**
 * The text of a file: UTF-16 or UTF-8 as its byte order mark or its zeros say, else UTF-8, else as its
 * letters leave no doubt (letters-of-encodings.ts), else Windows-1252, the superset of Latin-1 that such files are written in. Never fails; the mark is left out.
 *
 * @example
 * ```ts
 * import { decodeText } from "partita/ingest"
 * decodeText(Uint8Array.of(0x63, 0x61, 0x66, 0xe9)) // → "café"
 * ```
 */
export const decodeText = (bytes: Uint8Array): string => new TextDecoder(encodingOf(bytes)).decode(bytes)
