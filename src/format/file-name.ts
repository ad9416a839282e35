/** Names of files as text, losing none that is not UTF-8. */

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
const escape = /%([0-9a-f]{2})/g

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return utf8.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/**
 * A file name as text: UTF-8 as it is, save that a "%" which would read as an escape becomes "%25"; other names with
 * every byte outside printable ASCII, and "%", as %XX. No two names share a text.
 */
export const nameOf = (bytes: Uint8Array): string => {
  const text = textOf(bytes)
  if (text !== undefined) return text.replace(escape, "%25$1")
  return Array.from(
    bytes,
    (byte) =>
      byte > 0x20 && byte < 0x7f && byte !== 0x25 ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, "0")}`
  ).join("")
}

/** The bytes of a path whose names were written by `nameOf`, for opening the file it names. */
export const bytesOfName = (name: string): Buffer =>
  Buffer.concat(
    name.split(escape).map((part, i) => i % 2 === 0 ? Buffer.from(part) : Buffer.from([Number.parseInt(part, 16)]))
  )

const unreserved = /[\w.~/-]/ // RFC 3986 §2.3, and the slash between names

/** A path in the words of `nameOf` as part of a URL: encoded once, byte by byte, so that what it leads to is that file. */
export const urlPathOf = (name: string): string =>
  Array.from(bytesOfName(name), (byte) => {
    const character = String.fromCharCode(byte)
    return unreserved.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`
  }).join("")
