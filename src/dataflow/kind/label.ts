/** Columns that say what a track is, which unsupervised nodes must not see. Who watches over them: ../labels.ts. */
import * as Schema from "effect/Schema"

const mark = "partita/label"

/**
 * A field whose values are labels, such as a genre or a language.
 *
 * @example
 * ```ts
 * import { label, Schema, table } from "partita"
 * export const labelled = table({ id: Schema.String, genre: label(Schema.String) })
 * ```
 */
export const label = <S extends Schema.Top>(schema: S): S["Rebuild"] => schema.annotate({ [mark]: true })

/** Whether a field was made by `label`. */
export const isLabel = (schema: Schema.Top): boolean => schema.ast.annotations?.[mark] === true
