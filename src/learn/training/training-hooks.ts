import type { EpochRecord } from "./history.ts"

/** What the trainer tells and asks while it works. `nowMs` only paces checkpoints and messages. */
export interface TrainingHooks {
  readonly onEpoch: (record: EpochRecord) => void
  readonly loadCheckpoint: () => Uint8Array | undefined
  readonly saveCheckpoint: (bytes: Uint8Array) => void
  readonly checkpointEveryMs: number
  readonly nowMs: () => number
  /** Training rejects with the signal's reason soon after it is aborted. */
  readonly signal?: AbortSignal
}
