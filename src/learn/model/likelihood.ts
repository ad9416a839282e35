/** How a reconstruction is judged: the decoder's output as parameters of a distribution over the track. */
import type { Tensor1D, Tensor2D } from "@tensorflow/tfjs"
import type { TensorFlow } from "./weights.ts"

/**
 * `gaussian`: real numbers with unit variance; `bernoulli`: numbers from 0 to 1; `multinomial`: counts, such as words.
 * Source of the last: Liang et al. 2018, Variational autoencoders for collaborative filtering (arXiv:1802.05814).
 */
export type Likelihood = "gaussian" | "bernoulli" | "multinomial"

/**
 * Cost of reconstructing `x` per track: [batch, feature] × 2 → [batch]. Units: summed squared error for `gaussian`, twice
 * its negative log likelihood but for a constant; nats for the others, whose `output` are logits.
 */
export const reconstructionError = (
  tf: TensorFlow,
  likelihood: Likelihood,
  output: Tensor2D,
  x: Tensor2D
): Tensor1D => {
  switch (likelihood) {
    case "gaussian":
      return output.sub(x).square().sum(1)
    case "bernoulli":
      // -x·log σ(output) - (1-x)·log(1 - σ(output)), written so that neither logarithm overflows
      return tf.relu(output).sub(output.mul(x)).add<Tensor2D>(tf.softplus(tf.abs(output).neg())).sum<Tensor1D>(1)
    case "multinomial":
      return tf.logSoftmax(output).mul<Tensor2D>(x).sum<Tensor1D>(1).neg()
  }
}

/** What the decoder expects a track to be: the mean of the distribution, [batch, feature] → same. Shares for counts. */
export const expectation = (tf: TensorFlow, likelihood: Likelihood, output: Tensor2D): Tensor2D => {
  switch (likelihood) {
    case "gaussian":
      return output
    case "bernoulli":
      return tf.sigmoid(output)
    case "multinomial":
      return tf.softmax(output)
  }
}

/** Nats of negative log likelihood that one unit of `reconstructionError` stands for. */
export const natsPerUnit = (likelihood: Likelihood): number => likelihood === "gaussian" ? 0.5 : 1
