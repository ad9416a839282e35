/** What a pipeline is asked to work on, as the pipeline declares it. Next: plan/request.ts reads what is given. */

/**
 * What a pipeline takes: `initial` where nothing is given, `read` for the text after `--data` and the absolute path it
 * names if it is one, `describe` for the words nodes report it with. Those enter keys, so they name no machine.
 *
 * A request is plain data with absolute paths: it crosses to the threads that run the steps. `read` says where things
 * lie; what lies there is for nodes to declare as `sources`.
 *
 * Failure: what `read` throws refuses the text, with its message and, if it has one, its `hint`.
 *
 * @example
 * ```ts
 * import { json, Node, Pipeline, Schema } from "partita"
 * const double = Node.fn("double", {
 *   params: { x: Schema.Finite },
 *   outputs: { y: json(Schema.Finite) },
 *   run: ({ params }) => ({ y: 2 * params.x })
 * })
 * const number: Pipeline.Request<number> = {
 *   initial: 4,
 *   read: (given) => {
 *     if (given.trim() === "" || !Number.isFinite(Number(given))) throw new TypeError("expected a number.")
 *     return Number(given)
 *   },
 *   describe: (x) => `the number ${x}`
 * }
 * export default Pipeline.gen("twice", { seed: 7, request: number }, function*(x) { // --data 5
 *   return yield* double({}, { x })
 * })
 * ```
 */
export interface Request<A> {
  readonly initial: A
  readonly read: (given: string, path: string) => A
  readonly describe: (value: A) => string
}

/** What somebody asked a pipeline for by a word that its data does not have, as its generator throws it. */
export class UnknownWord extends Error {
  readonly "~unknownWord" = true
  readonly word: string
  readonly given: string
  readonly known: ReadonlyArray<string>
  readonly hint: string
  constructor(
    message: string,
    { given, hint, known, word }: {
      readonly given: string
      readonly word: string
      readonly known: ReadonlyArray<string>
      readonly hint: string
    }
  ) {
    super(message)
    this.word = word
    this.given = given
    this.known = known
    this.hint = hint
  }
}

/** Whether an error says so, whichever copy of this module made it. */
export const isUnknownWord = (cause: unknown): cause is UnknownWord =>
  cause instanceof Error && "~unknownWord" in cause && cause["~unknownWord"] === true

/** A declared request, whatever its type. */
export type AnyRequest = Request<unknown>
