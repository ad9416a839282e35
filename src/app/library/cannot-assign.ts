import * as Runtime from "effect/Runtime"
import * as Schema from "effect/Schema"

/** A run that cannot tell new tracks apart: what it lacks, and what to do. Exit code 2. */
export class CannotAssign extends Schema.TaggedError<CannotAssign>()("CannotAssign", {
  message: Schema.String,
  hint: Schema.String
}) {
  override readonly [Runtime.errorExitCode] = 2
}
