/** Text from outside as anything may show it: no character in it steers a terminal, a reader or the order of letters. */

// C0, DEL and C1, line and paragraph separators, and what turns the direction of text: Unicode TR 36 §2, TR 9 §2
const steering = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu // oxlint-disable-line no-control-regex

const short = new Map([["\n", "\\n"], ["\r", "\\r"], ["\t", "\\t"]])

const hex = (character: string, digits: number): string => character.charCodeAt(0).toString(16).padStart(digits, "0")

/** A character as `\x1b` or `\u202e`. */
export const hexEscape = (character: string): string =>
  character < "\u0100" ? `\\x${hex(character, 2)}` : `\\u${hex(character, 4)}`

/** The text with each character that steers anything spelled otherwise. */
export const respelled = (text: string, spell: (character: string) => string): string => text.replace(steering, spell)

const escapeOf = (character: string): string => short.get(character) ?? hexEscape(character)

/**
 * The text with control characters, line breaks and overrides of direction as escapes, `\n`, `\x1b`, `\u202e`; what else
 * there is stays, and so does what was made visible before.
 *
 * @example
 * ```ts
 * import { visible } from "partita/format"
 * visible("red \u001b[31m\nrow") // → "red \\x1b[31m\\nrow"
 * ```
 */
export const visible = (text: string): string => respelled(text, escapeOf)

/** The same of every text within a value of objects and lists; names of fields stay. */
export const visibleWithin = <A>(value: A): A => {
  if (typeof value === "string") return visible(value) as A
  if (Array.isArray(value)) return value.map(visibleWithin) as A
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, visibleWithin(each)])) as A
}

/** JSON in which the same characters are escaped, so that it can be shown, and read again as it was. */
export const visibleJson = (value: unknown, indent?: number): string =>
  respelled(
    JSON.stringify(value, undefined, indent),
    (character) => character === "\n" ? character : `\\u${hex(character, 4)}` // it breaks lines between values alone
  )
