/**
 * Seals: a checksum over a small file's content and its name, so that a changed digit, a torn end and two files swapped
 * are all noticed. Whoever may write the folder can seal anew: a seal is proof against accidents, not a signature.
 */
import { hash } from "node:crypto"

const sealDigits = 32
const opening = `"seal":"`
const tailLength = opening.length + sealDigits + `"}`.length

/** The seal of bytes, or of a text's UTF-8 form, that name themselves. */
export const sealOfBytes = (content: Uint8Array | string): string => hash("sha256", content, "hex").slice(0, sealDigits)

/** The seal of a text under a name. */
const sealOf = (name: string, content: string): string => sealOfBytes(`${name}\n${content}`)

/** An object as JSON text whose last field, "seal", covers all before it and the name. */
export const sealed = (name: string, value: object): string => {
  const body = JSON.stringify(value).slice(0, -1)
  const comma = body === "{" ? "" : ","
  return `${body}${comma}${opening}${sealOf(name, body)}"}`
}

/** The object in a sealed text; what is wrong with it otherwise. */
export const unsealed = (name: string, text: string): { readonly value: unknown } | { readonly problem: string } => {
  const at = text.length - tailLength
  if (text === "") return { problem: "is empty" }
  if (at < 1 || !text.startsWith(opening, at) || !text.endsWith(`"}`)) return { problem: "is torn or carries no seal" }
  const body = text.slice(0, text[at - 1] === "," ? at - 1 : at)
  const seal = text.slice(at + opening.length, at + opening.length + sealDigits)
  if (seal !== sealOf(name, body)) return { problem: "is not what it was sealed as" }
  try {
    return { value: JSON.parse(`${body}}`) }
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: "is no JSON" }
    throw error
  }
}
