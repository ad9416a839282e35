/** Puts a condition beside the numbers that a layer sees. */
import type { Tensor2D } from "@tensorflow/tfjs"
import type { TensorFlow } from "./weights.ts"

/** [batch, a] beside [batch, condition] → [batch, a + condition]; unchanged without a condition. */
export const beside = (tf: TensorFlow, x: Tensor2D, condition: Tensor2D | null): Tensor2D =>
  condition === null ? x : tf.concat([x, condition], 1)
