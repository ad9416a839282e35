/** Input that cannot be used at all, as opposed to a problem that is counted and passed over. */

/** What such an error says: a sentence without its place, the place in the user's own words, and what to do. */
export interface InputFault {
  readonly what: string
  readonly where: string
  readonly hint: string
}

/**
 * Unusable input: the message names the place and the fault, `hint` says what to do next.
 *
 * @example
 * ```ts
 * import { UnusableInput, parseCsv } from "partita/ingest"
 * try {
 *   parseCsv("file,title\n\"open", "songs.csv")
 * } catch (error) {
 *   if (error instanceof UnusableInput) console.log(error.message, error.hint)
 * }
 * ```
 */
export class UnusableInput extends Error {
  readonly _tag = "UnusableInput"
  readonly what: string
  readonly where: string
  readonly hint: string

  constructor({ hint, what, where }: InputFault) {
    super(`${where}: ${what}.`)
    this.name = "UnusableInput"
    this.what = what
    this.where = where
    this.hint = hint
  }
}
