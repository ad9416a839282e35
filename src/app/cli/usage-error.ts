import * as Runtime from "effect/Runtime"
import * as Schema from "effect/Schema"

/** Wrong usage that a verb finds itself: what is wrong with which word, what was meant, what next. Exit code 2. */
export class UsageError extends Schema.TaggedError<UsageError>()("UsageError", {
  tag: Schema.String,
  message: Schema.String,
  given: Schema.optionalKey(Schema.String),
  word: Schema.optionalKey(Schema.String),
  known: Schema.optionalKey(Schema.Array(Schema.String)),
  hint: Schema.optionalKey(Schema.String)
}) {
  override readonly [Runtime.errorExitCode] = 2
}
