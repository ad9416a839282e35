/** Checks raw parameters with the node's own schema library and hands back plain values. */
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"

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

/** A function that checks raw parameters; excess keys are errors and all problems are found. */
export const parameterDecoder = (schema: ParamsSchema): (raw: unknown) => DecodedParameters => {
  const decode = Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })
  const encode = Schema.encodeUnknownSync(Schema.toCodecJson(schema))
  return (raw) => {
    const result = decode(raw)
    if (result._tag === "Success") return { _tag: "Valid", decoded: result.success, encoded: encode(result.success) }
    const { issues } = SchemaIssue.makeFormatterStandardSchemaV1()(result.failure.issue)
    return {
      _tag: "Invalid",
      issues: issues.map((issue) => ({ path: (issue.path ?? []).map(String), message: issue.message }))
    }
  }
}
