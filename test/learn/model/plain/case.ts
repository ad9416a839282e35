/** A model to be tested beside its loss in plain float64 loops, and tracks to test both on. */
import type { Tensor } from "@tensorflow/tfjs"
import type { Likelihood } from "../../../../src/learn/model/likelihood.ts"
import type { Model } from "../../../../src/learn/model/model.ts"
import type { TensorFlow, Weights } from "../../../../src/learn/model/weights.ts"
import { Random } from "../../../../src/math/random.ts"
import type { PlainWeights, Rows } from "./layers.ts"

/** A batch as plain rows. `share` is how much each row counts. */
export interface PlainBatch {
  readonly x: Rows
  readonly condition: Rows | null
  readonly presence: Rows | null
  readonly noise: Rows
  readonly share: ReadonlyArray<number>
}

/** Error and KL per track, and the further cost of the whole batch. */
export interface PlainLoss {
  readonly error: ReadonlyArray<number>
  readonly kl: ReadonlyArray<number>
  readonly penalty: number
}

/**
 * `plain` reads what gradients do not flow through from `frozen`, which has the same numbers as `weights`, so that
 * moving a weight shows the gradient that training is meant to follow.
 */
export interface ModelCase {
  readonly name: string
  readonly model: Model
  readonly plain: (weights: PlainWeights, batch: PlainBatch, frozen: PlainWeights) => PlainLoss
  /** Whether the batch lacks parts of some tracks. */
  readonly hasPresence?: boolean
  /** Whether the KL stands for a cost that rises before it falls, as a codebook's does while the latents spread. */
  readonly chasesItsLatents?: boolean
}

const draws: Readonly<Record<Likelihood, (random: Random) => number>> = {
  gaussian: (random) => random.normal(),
  bernoulli: (random) => random.uniform(),
  multinomial: (random) => random.int(4)
}

/** Tracks that suit the likelihoods of a model; the last one is padding that counts nothing. */
export const batchFor = ({ hasPresence, model }: ModelCase, rows = 6): PlainBatch => {
  const random = new Random(5)
  const table = (cols: number, draw: (col: number, row: number) => number): Rows =>
    Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (__, j) => Math.fround(draw(j, i))))
  const likelihoods = model.parts.flatMap(({ features, likelihood }) => Array<Likelihood>(features).fill(likelihood))
  return {
    x: table(model.features, (j) => draws[likelihoods[j]!](random)),
    condition: model.conditions === 0 ? null : table(model.conditions, (j, i) => i % model.conditions === j ? 1 : 0),
    presence: hasPresence === true ? table(model.parts.length, (j, i) => j === 0 || i % 3 !== 1 ? 1 : 0) : null,
    noise: table(model.latents, () => random.normal()),
    share: Array.from({ length: rows }, (_, i) => i < rows - 1 ? Math.fround(1 / (rows - 1)) : 0)
  }
}

/** Fresh weights with what starts at zero, such as biases, above it, so that rectifiers let most of a gradient through. */
export const livelyWeights = (model: Model, seed = 4): Weights => {
  const random = new Random(seed).fork("lively")
  return Object.fromEntries(
    Object.entries(model.initialize(new Random(seed))).map(([name, { data, shape }]) => [
      name,
      { shape, data: data.every((value) => value === 0) ? data.map(() => 0.3 + 0.2 * random.normal()) : data }
    ])
  )
}

/** Weights as tensors of `tf`. */
export const tensorsOf = (tf: TensorFlow, weights: Weights): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(weights).map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]))
