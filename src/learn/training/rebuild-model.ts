/** A stored model, ready to compute. */
import { type Architecture, type ModelModules, modelOf } from "../model/model-of.ts"
import type { Weights } from "../model/weights.ts"
import type { BackendChoice } from "./backend.ts"
import type { TrainedModel } from "./embed.ts"

/** Weights as they come out of a file, of any float type. */
export type StoredWeights = Readonly<
  Record<string, { readonly shape: ReadonlyArray<number>; readonly data: ArrayLike<number> }>
>

/** A model as it is kept: what describes it, and its weights. */
export interface StoredModel {
  readonly config: {
    readonly architecture: Architecture
    readonly backend: BackendChoice
    readonly threads: number
  }
  readonly weights: StoredWeights
}

/** The float32 that models compute with. */
export const asFloats = (weights: StoredWeights): Weights =>
  Object.fromEntries(
    Object.entries(weights).map(([name, { data, shape }]) => [name, { shape, data: Float32Array.from(data) }])
  )

/** Loads the code of a model and puts its weights beside it. */
export const rebuildModel = async (
  { config, weights }: StoredModel,
  modules: ModelModules
): Promise<TrainedModel> => ({
  model: await modelOf(config.architecture, modules),
  weights: asFloats(weights),
  backend: config.backend,
  threads: config.threads
})
