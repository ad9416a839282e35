/** The whole state of training between two batches, as safetensors bytes. */
import { createHash } from "node:crypto"
import { readWeights, writeWeights } from "../../format/safetensors.ts"
import type { Weights } from "../model/weights.ts"
import { CheckpointUnusable } from "./checkpoint-unusable.ts"
import type { EpochRecord, Losses } from "./history.ts"

/**
 * Parameters and Adam's moments after `history.length` epochs and `batches` batches of the next one, whose losses so
 * far are in `sums`. `best` are the weights early stopping would take, none without patience; `config` names what the
 * training was asked for.
 */
export interface TrainingState {
  readonly config: string
  readonly value: Weights
  readonly first: Weights
  readonly second: Weights
  readonly best: Weights
  readonly step: number
  readonly batches: number
  readonly sums: Losses
  readonly history: ReadonlyArray<EpochRecord>
}

const groups = ["value", "first", "second", "best"] as const

/** State as bytes; reading them back gives the same numbers to the last bit. */
export const writeCheckpoint = ({ best, first, second, value, ...progress }: TrainingState): Uint8Array => {
  const weights = { value, first, second, best }
  const tensors = Object.fromEntries(
    groups.flatMap((group) => Object.entries(weights[group]).map(([name, weight]) => [`${group}/${name}`, weight]))
  )
  const text = JSON.stringify(progress)
  return writeWeights(tensors, { progress: text, seal: seal(tensors, text) })
}

/** Digest of everything in a checkpoint, so that no flipped bit goes unnoticed. */
const seal = (tensors: Parameters<typeof writeWeights>[0], progress: string): string => {
  const hash = createHash("sha256").update(progress)
  for (const [name, { data, shape }] of Object.entries(tensors)) {
    hash.update(`\n${name} ${shape.join(" ")}\n`)
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
  return hash.digest("hex")
}

/** The state in checkpoint bytes. Throws CheckpointUnusable when they are broken or of a training with another config. */
export const readCheckpoint = (bytes: Uint8Array, config: string): TrainingState => {
  const { metadata, tensors } = readable(bytes)
  const text = metadata["progress"]
  if (text === undefined) throw new CheckpointUnusable("it is not a training checkpoint")
  if (metadata["seal"] !== seal(tensors, text)) throw new CheckpointUnusable("its bytes are damaged")
  const progress = JSON.parse(text) as Omit<TrainingState, typeof groups[number]>
  if (progress.config !== config) {
    throw new CheckpointUnusable(`it belongs to the training ${progress.config}, not to ${config}`)
  }
  const group = (name: typeof groups[number]): Weights =>
    Object.fromEntries(
      Object.entries(tensors).filter(([key]) => key.startsWith(`${name}/`)).map(([key, { data, shape }]) => [
        key.slice(name.length + 1),
        { shape, data: Float32Array.from(data) }
      ])
    )
  return { ...progress, value: group("value"), first: group("first"), second: group("second"), best: group("best") }
}

const readable = (bytes: Uint8Array): ReturnType<typeof readWeights> => {
  try {
    return readWeights(bytes)
  } catch (cause) {
    throw new CheckpointUnusable("its bytes are damaged", { cause })
  }
}
