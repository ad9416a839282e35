/** The whole state of training between two epochs, as safetensors bytes. */
import { readWeights, writeWeights } from "../store/weights.ts"
import type { Weights } from "../model/weights.ts"
import type { EpochRecord } from "./history.ts"

/** Parameters and optimiser moments after `history.length` epochs; `best` are the weights early stopping would take. */
export interface TrainingState {
  readonly values: Weights
  readonly first: Weights
  readonly second: Weights
  readonly best: Weights
  readonly step: number
  readonly history: ReadonlyArray<EpochRecord>
}

const groups = ["values", "first", "second", "best"] as const

/** State as bytes; reading them back gives the same numbers to the last bit. */
export const writeCheckpoint = (state: TrainingState): Uint8Array => {
  const tensors = Object.fromEntries(
    groups.flatMap((group) => Object.entries(state[group]).map(([name, weight]) => [`${group}/${name}`, weight]))
  )
  return writeWeights(tensors, { step: String(state.step), history: JSON.stringify(state.history) })
}

/** The state in checkpoint bytes. Throws a TypeError when they are not a checkpoint. */
export const readCheckpoint = (bytes: Uint8Array): TrainingState => {
  const { metadata, tensors } = readWeights(bytes)
  if (metadata["step"] === undefined || metadata["history"] === undefined) throw new TypeError("not a training checkpoint")
  const group = (name: typeof groups[number]): Weights =>
    Object.fromEntries(
      Object.entries(tensors).filter(([key]) => key.startsWith(`${name}/`)).map(([key, { data, shape }]) => [
        key.slice(name.length + 1),
        { shape, data: Float32Array.from(data) }
      ])
    )
  return {
    values: group("values"),
    first: group("first"),
    second: group("second"),
    best: group("best"),
    step: Number(metadata["step"]),
    history: JSON.parse(metadata["history"]) as ReadonlyArray<EpochRecord>
  }
}
