/** Values that a loss uses as they are, without learning through them. tfjs has no such operation of its own. */
import type { Tensor } from "@tensorflow/tfjs"
import type { TensorFlow } from "./weights.ts"

/** What `compute` makes of `inputs`; their gradients through it are zero, so its operations need none. */
export const withoutGradient = <T extends Tensor>(
  tf: TensorFlow,
  inputs: ReadonlyArray<Tensor>,
  compute: (...inputs: ReadonlyArray<Tensor>) => T
): T => {
  const constant = tf.customGrad(() => ({
    value: compute(...inputs),
    gradFunc: () => inputs.map(({ shape }) => tf.zeros(shape))
  }))
  return constant(...inputs) as T
}

/** The same numbers, through which no gradient flows. */
export const stopGradient = <T extends Tensor>(tf: TensorFlow, x: T): T => withoutGradient(tf, [x], () => x.clone())
