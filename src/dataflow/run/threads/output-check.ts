/** Says which output, and of which item, a draft was refused for. What is wrong with it: ../../kind/check.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { DraftError, fieldsOf } from "../../kind/check.ts"

/** A node returned something else than it declares. */
export class OutputMismatch extends Schema.TaggedError<OutputMismatch>()("OutputMismatch", {
  step: Schema.String,
  item: Schema.optionalKey(Schema.String),
  output: Schema.optionalKey(Schema.String),
  problem: Schema.String
}) {
  override get message() {
    const where = this.item === undefined ? "" : `, item "${this.item}"`
    const what = this.output === undefined ? "outputs" : `output "${this.output}"`
    return `Node "${this.step}"${where}: ${what}: ${this.problem}.`
  }
}

const about = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  mismatch: (error: DraftError) => OutputMismatch
): Effect.Effect<A, Exclude<E, DraftError> | OutputMismatch, R> =>
  Effect.mapError(effect, (error) => error instanceof DraftError ? mismatch(error) : error as Exclude<E, DraftError>)

/** Names the output, and the item of a batch, that saving refused. */
export const namingOutput =
  (step: string, output: string, items?: ReadonlyArray<string>) => <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    about(effect, ({ index, message: problem }) => {
      const item = index === undefined ? undefined : items?.[index]
      return new OutputMismatch({ step, ...(item === undefined ? {} : { item }), output, problem })
    })

/** The drafts a `run` returned, if they are of exactly the declared ports. Fails with OutputMismatch. */
export const draftsOf = (step: string, ports: ReadonlyArray<string>, returned: unknown, item?: string) =>
  about(
    Effect.try({
      try: () => fieldsOf(returned, ports, "refused"),
      catch: (cause) => {
        if (cause instanceof DraftError) return cause
        throw cause
      }
    }),
    ({ message: problem }) => new OutputMismatch({ step, ...(item === undefined ? {} : { item }), problem })
  )
