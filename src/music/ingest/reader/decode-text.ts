/** Text files of unknown encoding. */

/**
 * The text of a file: UTF-16 or UTF-8 as its byte order mark says, else UTF-8, else (what is not valid UTF-8)
 * Windows-1252, the superset of Latin-1 that such files are written in. Never fails; the mark is left out.
 *
 * @example
 * ```ts
 * import { decodeText } from "partita/ingest"
 * decodeText(Uint8Array.of(0x63, 0x61, 0x66, 0xe9)) // → "café"
 * ```
 */
export const decodeText = (bytes: Uint8Array): string => {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes)
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    return new TextDecoder("windows-1252").decode(bytes)
  }
}
