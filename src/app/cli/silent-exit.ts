import * as Runtime from "effect/Runtime"
import * as Schema from "effect/Schema"

/** Ends the command with an exit code when all has been said already, such as 3 for `status --check`. */
export class SilentExit extends Schema.TaggedError<SilentExit>()("SilentExit", { code: Schema.Int }) {
  override get [Runtime.errorExitCode]() {
    return this.code
  }
}
