/**
 * Adam and AdamW with global-norm gradient clipping.
 * Sources: Kingma & Ba 2015, Adam (arXiv:1412.6980), algorithm 1; Loshchilov & Hutter 2019 (arXiv:1711.05101), algorithm 2.
 */
import type { Scalar, Tensor } from "@tensorflow/tfjs"
import type { TensorFlow } from "../model/weights.ts"

const firstDecay = 0.9
const secondDecay = 0.999
const epsilon = 1e-8

/**
 * Added to every gradient. It changes none above 1e-9, but keeps the moments of dead units from decaying into denormal
 * numbers, where float32 arithmetic is many times slower.
 */
const gradientFloor = 1e-16

/**
 * A parameter with its moments, all of one shape. The moments are decaying sums rather than means: the factors 1 - β of
 * the paper are constant and sit in the schedule, which saves two passes over the parameters.
 */
export interface AdamState {
  readonly value: Tensor
  readonly first: Tensor
  readonly second: Tensor
}

/** Factor that brings the gradients' joint norm down to `maxNorm`, or 1. */
export const clipFactor = (tf: TensorFlow, gradients: ReadonlyArray<Tensor>, maxNorm: number): Scalar => {
  const squares = gradients.map((gradient) => gradient.square().sum())
  const norm = squares.reduce((sum, square) => sum.add(square)).sqrt()
  return tf.minimum(1, tf.div(maxNorm, norm.add(1e-12)))
}

/** What changes from step to step (from 1): the learning rate and ε with the bias corrections and 1 - β in them. */
export const adamSchedule = (
  learningRate: number,
  step: number
): { readonly rate: number; readonly epsilon: number } => {
  const root = Math.sqrt((1 - secondDecay ** step) / (1 - secondDecay))
  return { rate: learningRate * root * (1 - firstDecay) / (1 - firstDecay ** step), epsilon: epsilon * root }
}

/**
 * The parameter after one step; `clip` scales its gradient, rate and ε come from `adamSchedule`, `keep` is what weight
 * decay leaves of the parameter, 1 - learning rate · decay, or null for none.
 */
export const adamStep = (
  tf: TensorFlow,
  state: AdamState,
  gradient: Tensor,
  { clip, epsilon, keep, rate }: {
    readonly clip: Scalar
    readonly epsilon: Scalar
    readonly rate: Scalar
    readonly keep: Scalar | null
  }
): AdamState => {
  const clipped = gradient.mul(clip).add(gradientFloor)
  const first = state.first.mul(firstDecay).add(clipped)
  const second = state.second.mul(secondDecay).add(clipped.square())
  const kept = keep === null ? state.value : state.value.mul(keep)
  return { value: tf.sub(kept, first.div(second.sqrt().add(epsilon)).mul(rate)), first, second }
}
