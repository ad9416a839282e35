/** JSON with one spelling per value, so that equal values have equal hashes. */

/**
 * Keys sorted by code unit, no spaces, absent for undefined. Throws a TypeError for what JSON cannot tell apart or hold:
 * NaN, infinities, functions, symbols and bigints.
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
      throw new TypeError(`a ${typeof value} has no canonical JSON form`)
  }
  if (value === null) return "null"
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each)).join(",")}]`
  const record = value as Readonly<Record<string, unknown>>
  const fields = Object.keys(record).filter((key) => record[key] !== undefined).sort()
  return `{${fields.map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`).join(",")}}`
}
