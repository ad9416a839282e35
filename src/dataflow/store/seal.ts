/**
 * Seals: a checksum over a small file's content and its name, so that a changed digit, a torn end and two files swapped
 * are all noticed. A plain seal is proof against accidents: whoever may write the folder can seal anew. With a project's
 * key it is a signature (HMAC-SHA-256): who lacks the key can make none.
 */
import { createHmac, createSecretKey, hash } from "node:crypto"

/** Digits of a seal: 128 bits, of a signature too (RFC 2104, section 5, allows half of the hash). */
export const sealDigits = 32

const opening = `"seal":"`
const tailLength = opening.length + sealDigits + `"}`.length

/** How seals are made. `key` is what signs; `acceptsPlain` while a cache that is trusted as it is gets signed. */
export interface Sealing {
  readonly of: (content: Uint8Array | string) => string
  readonly key?: string
  readonly acceptsPlain: boolean
}

/** The plain seal of bytes, or of a text's UTF-8 form, that name themselves. */
export const sealOfBytes = (content: Uint8Array | string): string => hash("sha256", content, "hex").slice(0, sealDigits)

/** Seals without a key. */
export const plain: Sealing = { of: sealOfBytes, acceptsPlain: true }

/** Seals that are signatures. */
export const signing = (key: string, { acceptsPlain } = { acceptsPlain: false }): Sealing => {
  const secret = createSecretKey(key, "utf8")
  const of = (content: Uint8Array | string) =>
    createHmac("sha256", secret).update(content).digest("hex").slice(0, sealDigits)
  return { of, key, acceptsPlain }
}

/** What is said of a file that is whole, but was sealed without the key. */
export const unsigned = "is not signed with the project's key"

const altered = "is not what it was sealed as"

/** What is wrong with a seal on content that names itself; undefined when nothing is. */
export const sealProblem = (content: Uint8Array | string, seal: string, sealing: Sealing): string | undefined => {
  if (seal === sealing.of(content)) return undefined
  if (sealing.key === undefined || seal !== sealOfBytes(content)) return altered
  return sealing.acceptsPlain ? undefined : unsigned
}

/** An object as JSON text whose last field, "seal", covers all before it and the name. */
export const sealed = (name: string, value: object, sealing = plain): string => {
  const body = JSON.stringify(value).slice(0, -1)
  const comma = body === "{" ? "" : ","
  return `${body}${comma}${opening}${sealing.of(`${name}\n${body}`)}"}`
}

/** The object in a sealed text; what is wrong with it otherwise. */
export const unsealed = (
  name: string,
  text: string,
  sealing = plain
): { readonly value: unknown } | { readonly problem: string } => {
  const at = text.length - tailLength
  if (text === "") return { problem: "is empty" }
  if (at < 1 || !text.startsWith(opening, at) || !text.endsWith(`"}`)) return { problem: "is torn or carries no seal" }
  const body = text.slice(0, text[at - 1] === "," ? at - 1 : at)
  const seal = text.slice(at + opening.length, at + opening.length + sealDigits)
  const problem = sealProblem(`${name}\n${body}`, seal, sealing)
  if (problem !== undefined) return { problem }
  try {
    return { value: JSON.parse(`${body}}`) }
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: "is no JSON" }
    throw error
  }
}
