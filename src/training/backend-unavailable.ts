/** A backend that this machine cannot use. */

/** Says which backend and why, in the words of whatever failed. */
export class BackendUnavailable extends Error {
  readonly _tag = "BackendUnavailable"
  readonly backend: string
  readonly hint = "choose the backend auto, which takes the fastest one there is"

  constructor(backend: string, cause: unknown) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split("\n")
    super(`The backend "${backend}" cannot be used here: ${reason}`, { cause })
    this.name = "BackendUnavailable"
    this.backend = backend
  }
}
