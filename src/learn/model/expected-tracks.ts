/** What a decoder's output says of tracks, whatever the likelihoods of their parts. */
import type { Tensor2D } from "@tensorflow/tfjs"
import { splitParts } from "./elbo.ts"
import { expectation } from "./likelihood.ts"
import type { Model } from "./model.ts"
import type { TensorFlow } from "./weights.ts"

/** Expected tracks from the decoder's output: [batch, feature] → same, part by part. */
export const expectedTracks = (tf: TensorFlow, { parts }: Model, output: Tensor2D): Tensor2D => {
  const expected = splitParts(tf, parts, output).map((part, i) => expectation(tf, parts[i]!.likelihood, part))
  return expected.length === 1 ? expected[0]! : tf.concat(expected, 1)
}
