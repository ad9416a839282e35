/** Input an ingest node cannot work with at all. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { IngestError } from "../../src/music/ingest/reader/ingest-error.ts"

/** What is wrong, where, and what to do about it. */
export class UnusableInput extends Schema.TaggedError<UnusableInput>()("UnusableInput", {
  what: Schema.String,
  where: Schema.String,
  hint: Schema.String
}) {
  override get message() {
    return `${this.where}: ${this.what}.`
  }
}

/** What a reader calls unusable as a typed failure; anything else is thrown on. */
const unusable = (cause: unknown): UnusableInput => {
  if (cause instanceof IngestError) return new UnusableInput({ what: cause.what, where: cause.where, hint: cause.hint })
  throw cause
}

/** Runs a reader; what it calls unusable becomes a typed failure, anything else stays a defect. */
export const reading = <A>(read: () => A): Effect.Effect<A, UnusableInput> => Effect.try({ try: read, catch: unusable })

/** The same for a reader that takes its time. */
export const readingAsync = <A>(read: () => Promise<A>): Effect.Effect<A, UnusableInput> =>
  Effect.tryPromise({ try: read, catch: unusable })
