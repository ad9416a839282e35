/** A checkpoint that training cannot go on from. */

/**
 * Damaged bytes, or the state of another training.
 *
 * @example
 * ```ts
 * import { CheckpointUnusable } from "partita/training"
 * new CheckpointUnusable("it ends early").message // → "The checkpoint cannot be used: it ends early."
 * ```
 */
export class CheckpointUnusable extends Error {
  readonly _tag = "CheckpointUnusable"
  readonly hint =
    "delete the checkpoint, which a cache keeps in checkpoints/; training then starts from its first epoch"

  constructor(problem: string, options?: ErrorOptions) {
    super(`The checkpoint cannot be used: ${problem}.`, options)
    this.name = "CheckpointUnusable"
  }
}
