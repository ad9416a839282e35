/**
 * What is wrong with a draft, said in the producer's words before anything is stored: which field, which row, which
 * column. Every kind checks with these, whole outputs and items of mapped nodes alike; who names the output and the
 * item is ../run/threads/output-check.ts.
 */
import type * as SchemaIssue from "effect/SchemaIssue"
import * as Issue from "effect/SchemaIssue"

/** A draft that is not what its kind needs. `index` is its place in a batch of item drafts. */
export class DraftError extends Error {
  readonly index: number | undefined
  constructor(problem: string, index?: number) {
    super(problem)
    this.index = index
  }
}

/** Throws a DraftError. */
export const refuse = (problem: string): never => {
  throw new DraftError(problem)
}

/** Runs `check` for each draft of a batch; a DraftError learns which draft it is about. */
export const checkEach = <D, A>(drafts: ReadonlyArray<D>, check: (draft: D) => A): ReadonlyArray<A> =>
  drafts.map((draft, index) => {
    try {
      return check(draft)
    } catch (cause) {
      throw cause instanceof DraftError ? new DraftError(cause.message, index) : cause
    }
  })

/** What a value is, in a few words: undefined, text, a list of 3, an object with "ids" and "columns". */
export const described = (value: unknown): string => {
  if (value === null || value === undefined) return String(value)
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`
  switch (typeof value) {
    case "string":
      return value.length <= 40 ? `the text ${JSON.stringify(value)}` : `a text of ${value.length} characters`
    case "object":
      return value.constructor === Object
        ? `an object with ${quoted(Object.keys(value))}`
        : `a ${value.constructor?.name}`
    case "number":
    case "bigint":
    case "boolean":
      return `the ${typeof value} ${value}`
    default:
      return `a ${typeof value}`
  }
}

/** Names in quotes, joined as in a sentence. */
export const quoted = (names: ReadonlyArray<string>): string => {
  const all = names.map((name) => `"${name}"`)
  if (all.length === 0) return "nothing"
  return all.length === 1 ? all[0]! : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)

/**
 * The fields of a draft. Throws a DraftError when it is no object, when a field is missing, and, unless `extra` is
 * "allowed", when it has others; one missing and one unknown field are taken for a slip of the pen.
 */
export const fieldsOf = <const Field extends string>(
  value: unknown,
  fields: ReadonlyArray<Field>,
  extra: "allowed" | "refused" = "allowed"
): Readonly<Record<Field, unknown>> => {
  if (!isRecord(value)) return refuse(`${described(value)} given, an object with ${quoted(fields)} expected`)
  const missing = fields.filter((field) => value[field] === undefined)
  const unknown = Object.keys(value).filter((name) => !(fields as ReadonlyArray<string>).includes(name))
  if (missing.length === 0 && (extra === "allowed" || unknown.length === 0)) return value as Record<Field, unknown>
  if (missing.length > 0 && unknown.length > 0) refuse(`${quoted(unknown)} given, ${quoted(missing)} expected`)
  if (missing.length > 0) refuse(`${quoted(missing)} ${missing.length > 1 ? "are" : "is"} missing`)
  return refuse(
    `${quoted(unknown)} given, ${fields.length === 0 ? "nothing" : `only ${quoted(fields)}`} expected`
  )
}

/** A list of texts. Throws a DraftError that names the field and the first entry that is none. */
export const textsOf = (field: string, value: unknown): ReadonlyArray<string> => {
  if (!Array.isArray(value)) return refuse(`"${field}" is ${described(value)}, not a list of texts`)
  const odd = value.findIndex((each) => typeof each !== "string")
  return odd < 0
    ? value as ReadonlyArray<string>
    : refuse(`"${field}" entry ${odd + 1} is ${described(value[odd])}, not text`)
}

const formatted = /*#__PURE__*/ Issue.makeFormatterStandardSchemaV1()

/** The first thing a schema has to say, with the path it is about: `"a.b": Expected number, got "x"`. */
export const schemaProblem = (issue: SchemaIssue.Issue): string => {
  const [first] = formatted(issue).issues
  const path = (first?.path ?? []).map((part) => String(typeof part === "object" ? part.key : part)).join(".")
  const message = first?.message ?? "it does not fit its schema"
  return path === "" ? message : `"${path}": ${message}`
}
