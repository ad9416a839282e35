/** Content hashes. */
import { createHash, hash } from "node:crypto"

/** 64 lower-case hexadecimal digits: SHA-256 of some bytes. */
export type Digest = string

/**
 * SHA-256 of bytes, or of a text's UTF-8 form.
 *
 * @example
 * ```ts
 * import { digestOf } from "partita/format"
 * digestOf("").slice(0, 8) // → "e3b0c442"
 * ```
 */
export const digestOf = (content: Uint8Array | string): Digest => hash("sha256", content, "hex")

/** The same of bytes that come in pieces. */
export const digestOfPieces = (pieces: Iterable<Uint8Array>): Digest => {
  const sum = createHash("sha256")
  for (const piece of pieces) sum.update(piece)
  return sum.digest("hex")
}
