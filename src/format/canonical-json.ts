/** JSON with one spelling per value, so that equal values have equal hashes. */

/** Objects written as literals, whichever realm they come from; a Map, a Date or a class instance is not one. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/**
 * Keys sorted by code unit, no spaces, no entry for undefined.
 *
 * Failure: a TypeError for what JSON cannot tell apart or hold: NaN, infinities, functions, symbols, bigints, undefined
 * in a list, and objects that are no plain records.
 *
 * @example
 * ```ts
 * import { canonicalJson } from "partita/format"
 * canonicalJson({ b: 1, a: [true, null] }) // → "{\"a\":[true,null],\"b\":1}"
 * ```
 */
export const canonicalJson = (value: unknown): string => {
  switch (typeof value) {
    case "string":
    case "boolean":
      return JSON.stringify(value)
    case "number":
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical JSON form; encode it as text`)
      return Object.is(value, -0) ? "-0" : JSON.stringify(value)
    case "object":
      break
    default:
      throw new TypeError(`a value of type ${typeof value} has no canonical JSON form`)
  }
  if (value === null) return "null"
  if (Array.isArray(value)) return `[${Array.from(value, (each) => canonicalJson(each)).join(",")}]`
  if (!isPlain(value)) throw new TypeError(`a ${value.constructor.name} has no canonical JSON form; encode it first`)
  const record = value as Readonly<Record<string, unknown>>
  const fields = Object.keys(record).filter((key) => record[key] !== undefined).sort()
  return `{${fields.map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`).join(",")}}`
}
