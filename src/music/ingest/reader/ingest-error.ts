/** Input that cannot be used at all, as opposed to a problem that is counted and passed over. */

/** What an ingest error says: a sentence without its place, the place in the user's own words, and what to do. */
export interface IngestFault {
  readonly what: string
  readonly where: string
  readonly hint: string
}

/**
 * Unusable input: the message names the place and the fault, `hint` says what to do next.
 *
 * @example
 * ```ts
 * import { IngestError, parseCsv } from "partita/ingest"
 * try {
 *   parseCsv("file,title\n\"open", "songs.csv")
 * } catch (error) {
 *   if (error instanceof IngestError) console.log(error.message, error.hint)
 * }
 * ```
 */
export class IngestError extends Error {
  readonly _tag = "IngestError"
  readonly what: string
  readonly where: string
  readonly hint: string

  constructor({ hint, what, where }: IngestFault) {
    super(`${where}: ${what}`)
    this.name = "IngestError"
    this.what = what
    this.where = where
    this.hint = hint
  }
}
