/** Adam with global-norm gradient clipping. Source: Kingma & Ba 2015, Adam (arXiv:1412.6980), algorithm 1. */
import type { Tensor } from "@tensorflow/tfjs"
import type { TensorFlow } from "../model/weights.ts"

const firstDecay = 0.9
const secondDecay = 0.999
const epsilon = 1e-8

/** One parameter with its moments. */
export interface AdamState {
  readonly value: Tensor
  readonly first: Tensor
  readonly second: Tensor
}

/** Factor that brings the gradients' joint norm down to `maxNorm`, or 1. */
export const clipFactor = (tf: TensorFlow, gradients: ReadonlyArray<Tensor>, maxNorm: number): Tensor => {
  const squares = gradients.map((gradient) => gradient.square().sum())
  return tf.minimum(1, tf.div(maxNorm, tf.addN(squares).sqrt().add(1e-12)))
}

/** The parameter after `step` (from 1). Computed from tensors alone, so that any backend or a tracer can run it. */
export const adamStep = (
  tf: TensorFlow,
  state: AdamState,
  gradient: Tensor,
  { learningRate, step }: { readonly learningRate: number; readonly step: number }
): AdamState => {
  const first = state.first.mul(firstDecay).add(gradient.mul(1 - firstDecay))
  const second = state.second.mul(secondDecay).add(gradient.square().mul(1 - secondDecay))
  const rate = learningRate * Math.sqrt(1 - secondDecay ** step) / (1 - firstDecay ** step)
  // the paper's efficient form: epsilon outside the bias correction
  return { value: tf.sub(state.value, first.mul(rate).div(second.sqrt().add(epsilon))), first, second }
}
