import type { EpochRecord } from "./history.ts"

/** What the trainer tells and asks while it works. `nowMs` only paces checkpoints and messages. */
export interface TrainingHooks {
  readonly onEpoch: (record: EpochRecord) => void
  readonly loadCheckpoint: () => Uint8Array | undefined
  readonly saveCheckpoint: (bytes: Uint8Array) => void
  readonly checkpointEveryMs: number
  readonly nowMs: () => number
  /** The state at the end of the same training with fewer epochs; asked for where its epochs are those of this one. */
  readonly loadEarlier?: () => Uint8Array | undefined
  /** Takes the state at the end, for the same training with more epochs; told where its epochs begin as these. */
  readonly keep?: (state: () => Uint8Array) => void
  /** Training rejects with the signal's reason soon after it is aborted. */
  readonly signal?: AbortSignal
}
