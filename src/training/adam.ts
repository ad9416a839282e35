/** Adam with global-norm gradient clipping. Source: Kingma & Ba 2015, Adam (arXiv:1412.6980), algorithm 1. */
import type { Scalar, Tensor } from "@tensorflow/tfjs"
import type { TensorFlow } from "../model/weights.ts"

const firstDecay = 0.9
const secondDecay = 0.999
const epsilon = 1e-8

/** A parameter with its moments, all of one shape. */
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

/** What changes from step to step (from 1): the learning rate with both bias corrections in it, and ε to match. */
export const adamSchedule = (
  learningRate: number,
  step: number
): { readonly rate: number; readonly epsilon: number } => {
  const secondCorrection = Math.sqrt(1 - secondDecay ** step)
  return { rate: learningRate * secondCorrection / (1 - firstDecay ** step), epsilon: epsilon * secondCorrection }
}

/** The parameter after one step; `clip` scales its gradient, the other two come from `adamSchedule`. */
export const adamStep = (
  tf: TensorFlow,
  state: AdamState,
  gradient: Tensor,
  { clip, epsilon, rate }: { readonly clip: Scalar; readonly epsilon: Scalar; readonly rate: Scalar }
): AdamState => {
  const first = state.first.mul(firstDecay).add(gradient.mul(clip.mul(1 - firstDecay)))
  const second = state.second.mul(secondDecay).add(gradient.square().mul(clip.square().mul(1 - secondDecay)))
  return { value: tf.sub(state.value, first.div(second.sqrt().add(epsilon)).mul(rate)), first, second }
}
