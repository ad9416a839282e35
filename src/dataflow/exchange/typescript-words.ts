/** Texts from outside as words of a TypeScript file, in which they mean themselves. */
import { visible } from "../../format/visible.ts"

const hidden =
  /[\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]|[\ud800-\udfff](?![\udc00-\udfff])/g

const escapedHidden = (text: string): string =>
  text.replace(hidden, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`)

/** A text as a string. */
export const stringLiteral = (text: string): string => escapedHidden(JSON.stringify(text))

/** A text as a part of a template. */
export const templatePart = (text: string): string =>
  escapedHidden(
    JSON.stringify(text).slice(1, -1).replaceAll("\\\"", "\"").replaceAll("`", "\\`").replaceAll("${", "\\${")
  )

/** A text as one line of a comment that it cannot end. */
export const commentText = (text: string): string =>
  visible(text.replace(/\s+/g, " ").trim()).replaceAll("*/", "* /").slice(0, 400)

const isName = (text: string): boolean => /^[A-Za-z_$][\w$]*$/.test(text) && text !== "__proto__"

/** The name of a field of an object. */
export const fieldName = (name: string): string =>
  isName(name) ? name : name === "__proto__" ? `["__proto__"]` : stringLiteral(name)

/** A text as the name of a field, in quotes even where it need not be. */
export const fieldText = (text: string): string => text === "__proto__" ? fieldName(text) : stringLiteral(text)

/** A field of a value. */
export const fieldOf = (owner: string, name: string): string =>
  isName(name) ? `${owner}.${name}` : `${owner}[${stringLiteral(name)}]`

/** Plain data as TypeScript, on one line where it is short. */
export const dataLiteral = (value: unknown, indent = ""): string => {
  if (typeof value === "string") return stringLiteral(value)
  if (typeof value !== "object" || value === null) return String(value)
  const inner = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map((each) => dataLiteral(each, inner))
    : Object.entries(value).map(([name, each]) => `${fieldName(name)}: ${dataLiteral(each, inner)}`)
  const [open, close, gap] = Array.isArray(value) ? ["[", "]", ""] : ["{", "}", " "]
  if (parts.length === 0) return `${open}${close}`
  const line = `${open}${gap}${parts.join(", ")}${gap}${close}`
  if (line.length + indent.length < 100 && !line.includes("\n")) return line
  return `${open}\n${parts.map((part) => `${inner}${part}`).join(",\n")}\n${indent}${close}`
}

const reserved = new Set(
  ("arguments await break case catch class const continue debugger default delete do else enum eval export extends false " +
    "finally for function if implements import in instanceof interface let new null package private protected public " +
    "return static super switch this throw true try typeof undefined var void while with yield").split(" ")
)

/** Names for variables after texts, each once. */
export const identifiers = (taken: Iterable<string>): (text: string) => string => {
  const used = new Set(taken)
  return (text) => {
    const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "")
    const camel = words.map((word, i) =>
      i === 0 ? word[0]!.toLowerCase() + word.slice(1) : word[0]!.toUpperCase() + word.slice(1)
    ).join("")
    const plain = /^[A-Za-z]/.test(camel) ? camel : `the${camel}`
    let name = reserved.has(plain) ? `${plain}Stage` : plain
    for (let i = 2; used.has(name); i++) name = `${plain}${i}`
    used.add(name)
    return name
  }
}
