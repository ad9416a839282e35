/** Checks raw parameters with the node's own schema library and hands back plain values. */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import { canonicalJson } from "../../format/canonical-json.ts"

/** A struct schema: every node's parameters. */
export type ParamsSchema = Schema.Codec<unknown, unknown> & { readonly fields: Schema.Struct.Fields }

/** One thing wrong with one parameter. */
export interface ParameterIssue {
  readonly path: ReadonlyArray<string>
  readonly message: string
}

/** `decoded` is what `run` receives; `encoded` is plain JSON, defaults included, and enters the action key. */
export type DecodedParameters =
  | { readonly _tag: "Valid"; readonly decoded: unknown; readonly encoded: unknown }
  | { readonly _tag: "Invalid"; readonly issues: ReadonlyArray<ParameterIssue> }

const issuesIn = ({ issue }: Schema.SchemaError): ReadonlyArray<ParameterIssue> =>
  SchemaIssue.makeFormatterStandardSchemaV1()(issue).issues.map(({ message, path = [] }) => ({
    path: path.map(String),
    message
  }))

/** Fields whose values keys cannot hold, such as functions. */
const unkeyable = (encoded: unknown): ReadonlyArray<ParameterIssue> =>
  Object.entries(encoded ?? {}).flatMap(([field, value]) => {
    try {
      canonicalJson(value ?? null)
      return []
    } catch (cause) {
      return [{ path: [field], message: cause instanceof Error ? cause.message : String(cause) }]
    }
  })

/**
 * A function that checks raw parameters, as they are written in code or as JSON, in which a date or a bigint is text;
 * excess keys are errors and all problems are found.
 */
export const parameterDecoder = (schema: ParamsSchema): (raw: unknown) => DecodedParameters => {
  const options = { errors: "all", onExcessProperty: "error" } as const
  const json = Schema.toCodecJson(schema)
  const decode = Schema.decodeUnknownResult(schema, options)
  const decodeJson = Schema.decodeUnknownResult(json, options)
  const encode = Schema.encodeUnknownResult(json, { errors: "all" })
  return (raw) => {
    const written = decode(raw)
    const read = written._tag === "Success" ? written : Result.orElse(decodeJson(raw), () => written)
    if (read._tag === "Failure") return { _tag: "Invalid", issues: issuesIn(read.failure) }
    const encoded = encode(read.success)
    if (encoded._tag === "Failure") return { _tag: "Invalid", issues: issuesIn(encoded.failure) }
    const issues = unkeyable(encoded.success)
    return issues.length > 0
      ? { _tag: "Invalid", issues }
      : { _tag: "Valid", decoded: read.success, encoded: encoded.success }
  }
}
