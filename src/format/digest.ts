/** Content hashes. */
import { hash } from "node:crypto"

/** 64 lower-case hexadecimal digits: SHA-256 of some bytes. */
export type Digest = string

/** SHA-256 of bytes, or of a text's UTF-8 form. */
export const digestOf = (content: Uint8Array | string): Digest => hash("sha256", content, "hex")
