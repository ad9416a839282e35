/** A loaded `model` artifact, ready to compute. */
import type { Weights } from "../../src/learn/model/weights.ts"
import type { TrainedModel } from "../../src/learn/training/embed.ts"
import type { ModelConfig } from "../row/model-config.ts"
import { modelOf } from "./model-of.ts"

/** Weights as they come out of the store, of any float type, as the float32 that models compute with. */
export const trainedModel = ({ config, weights }: {
  readonly config: ModelConfig
  readonly weights: Readonly<
    Record<string, { readonly shape: ReadonlyArray<number>; readonly data: ArrayLike<number> }>
  >
}): TrainedModel => {
  const floats: Weights = Object.fromEntries(
    Object.entries(weights).map(([name, { data, shape }]) => [name, { shape, data: Float32Array.from(data) }])
  )
  return { model: modelOf(config.architecture), weights: floats, backend: config.backend, threads: config.threads }
}
